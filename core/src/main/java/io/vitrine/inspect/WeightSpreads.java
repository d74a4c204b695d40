package io.vitrine.inspect;

import io.vitrine.model.Weights;
import io.vitrine.operator.entry.Role;
import io.vitrine.run.Histogram;
import io.vitrine.statistics.Statistics;
import io.vitrine.view.spread.Spread;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the numbers of a file's tensors are spread, for figures.
 *
 * @param all the tensors that the file has
 * @param weights their numbers
 */
public record WeightSpreads(Inventory all, Weights weights) {
  private static final int MOST = 60;

  /**
   * The spread of each tensor of a layer: of the tensor of that name, of those that a node of that
   * path reads, and of all below it.
   *
   * @throws IllegalArgumentException where there is none, where none has numbers, or where there
   *     are more than a figure can show
   */
  public List<Spread> of(String layer) {
    List<TensorEntry> found = all.tensors().stream().filter(t -> belongs(t, layer)).toList();
    if (found.isEmpty() && all.node(layer).isEmpty()) {
      throw all.unknown(layer);
    }
    if (found.size() > MOST) {
      throw new IllegalArgumentException(
          layer + " has " + found.size() + " tensors; a figure shows " + MOST + " at most");
    }
    List<Spread> spreads = found.stream().flatMap(this::measured).toList();
    if (spreads.isEmpty()) {
      throw new IllegalArgumentException(layer + " has no tensor with numbers");
    }
    return spreads;
  }

  /**
   * The spread of every weight: of what operators take as one, and where no operator is known, of
   * every tensor of two or more dimensions.
   */
  public List<Spread> ofAll() {
    return all.tensors().stream().filter(this::isWeight).flatMap(this::measured).toList();
  }

  private boolean isWeight(TensorEntry tensor) {
    return all.nodes().isEmpty()
        ? tensor.parameter().shape().rank() > 1
        : tensor.role() == Role.WEIGHT;
  }

  private static boolean belongs(TensorEntry tensor, String layer) {
    return Stream.concat(Stream.of(tensor.name()), tensor.otherNames().stream())
            .anyMatch(name -> isWithin(name, layer))
        || tensor.role() != Role.CONSTANT
            && tensor.readers().stream()
                .anyMatch(
                    node ->
                        isWithin(node.name(), layer)
                            || node.origin().fileName().filter(layer::equals).isPresent());
  }

  private static boolean isWithin(String name, String layer) {
    return name.equals(layer) || name.startsWith(layer + ".");
  }

  /** None where the tensor has no real numbers. */
  private Stream<Spread> measured(TensorEntry tensor) {
    List<TensorReport.Part> parts =
        TensorReport.of(all.network(), tensor, weights, Histogram.BUCKETS).parts();
    if (parts.size() != 1) {
      return Stream.empty();
    }
    Statistics measured = parts.get(0).statistics();
    return measured.count() == 0
        ? Stream.empty()
        : Stream.of(Spread.ofTensor(tensor.name(), measured));
  }
}
