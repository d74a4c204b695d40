package io.vitrine.insight.kernels;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sizes of the filters of every convolution.
 *
 * @param layers in network order
 */
public record KernelFacts(List<Layer> layers) {
  /**
   * A filter is near zero where its norm is below this share of its layer's median: on the same
   * input it then gives about a hundredth of what the others give or less. The share is a
   * convention of ours; it is relative because norms depend on the fan-in. A batch norm behind the
   * convolution can scale such a filter up again.
   */
  public static final double NEAR_ZERO = 0.01;

  public KernelFacts {
    layers = List.copyOf(layers);
  }

  /**
   * One convolution.
   *
   * @param path of the layer
   * @param norms L2 norm of each filter over input channels and positions (F)
   * @param nonFinite how many weights are NaN or infinite
   */
  public record Layer(String path, List<Double> norms, long nonFinite) {
    public Layer {
      norms = List.copyOf(norms);
      if (norms.isEmpty()) {
        throw new IllegalArgumentException("the convolution " + path + " has no filters");
      }
    }

    /** The median norm of its filters; NaN ones count as the largest. */
    public double medianNorm() {
      List<Double> sorted = norms.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double largestNorm() {
      return norms.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** How many filters are near zero: below {@link #NEAR_ZERO} of the median, or exactly 0. */
    public long nearZero() {
      double limit = NEAR_ZERO * medianNorm();
      return norms.stream().filter(norm -> norm < limit || norm == 0).count();
    }
  }

  /** How many filters there are in all. */
  public int filters() {
    return layers.stream().mapToInt(layer -> layer.norms().size()).sum();
  }

  /**
   * The facts of a network's {@code Conv} nodes whose weights (F, C, kH, kW) are at hand; others
   * are left out.
   */
  public static KernelFacts of(Network network, Weights weights) {
    List<Layer> layers = new ArrayList<>();
    for (Node node : network.nodes()) {
      Optional<Tensor> weight =
          node.operator().equals("Conv") ? node.input(1).flatMap(weights::get) : Optional.empty();
      weight.ifPresent(tensor -> layers.add(layer(node.name(), tensor)));
    }
    return new KernelFacts(layers);
  }

  private static Layer layer(String path, Tensor weight) {
    float[] values = weight.floats();
    int filters = Math.toIntExact(weight.shape().size(0));
    int each = values.length / filters;
    List<Double> norms = new ArrayList<>(filters);
    long nonFinite = 0;
    for (int filter = 0; filter < filters; filter++) {
      double sum = 0;
      for (int i = filter * each; i < (filter + 1) * each; i++) {
        nonFinite += Float.isFinite(values[i]) ? 0 : 1;
        sum += (double) values[i] * values[i];
      }
      norms.add(Math.sqrt(sum));
    }
    return new Layer(path, norms, nonFinite);
  }
}
