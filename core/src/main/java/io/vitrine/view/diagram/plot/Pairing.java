package io.vitrine.view.diagram.plot;

import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which layer of a plot is which of a network, both in running order.
 *
 * <p>The pairs keep both orders and differ the least in all: a layer on one side alone counts 1, a
 * wrong number of filters 0.9, a wrong size 0.5, a convolution that stands for a linear layer 0.2,
 * a name that is neither the layer's nor its group's 0.05. Found by dynamic programming (Needleman
 * and Wunsch, 1970); cost: the product of both lengths.
 */
final class Pairing {
  private static final double ALONE = 1;
  private static final double WRONG_FILTERS = 0.9;
  private static final double WRONG_SIZE = 0.5;
  private static final double OTHER_LOOK = 0.2;
  private static final double OTHER_NAME = 0.05;
  private static final double NEVER = 1e6;

  /**
   * A layer of the network.
   *
   * @param output what it makes
   * @param kernel the sides of its window, empty where it has none
   * @param need whether a plot without it is wrong
   */
  record Layer(String path, Look look, Extent output, List<Long> kernel, Need need) {
    Layer {
      kernel = List.copyOf(kernel);
    }

    /** Whether it is called so, or is in the group that is. */
    boolean isWithin(String name) {
      return path.equals(name) || !name.isEmpty() && path.startsWith(name + ".");
    }
  }

  /** Whether a layer is expected in a plot. */
  enum Need {
    REQUIRED,
    OPTIONAL
  }

  /** A pair by its indices; -1 where there is no other. */
  record Pair(int unit, int layer) {}

  private final List<Unit> units;
  private final List<Layer> layers;
  private final double[][] costs;

  private Pairing(List<Unit> units, List<Layer> layers) {
    this.units = units;
    this.layers = layers;
    this.costs = new double[units.size() + 1][layers.size() + 1];
  }

  static List<Pair> of(List<Unit> units, List<Layer> layers) {
    return new Pairing(units, layers).pairs();
  }

  private List<Pair> pairs() {
    for (int u = units.size(); u >= 0; u--) {
      for (int l = layers.size(); l >= 0; l--) {
        costs[u][l] = least(u, l);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int u = 0;
    int l = 0;
    while (u < units.size() || l < layers.size()) {
      if (u < units.size() && l < layers.size() && costs[u][l] == together(u, l)) {
        pairs.add(new Pair(u++, l++));
      } else if (l < layers.size() && costs[u][l] == without(u, l)) {
        pairs.add(new Pair(-1, l++));
      } else {
        pairs.add(new Pair(u++, -1));
      }
    }
    return pairs;
  }

  /** The least cost of what is left from a unit and a layer on. */
  private double least(int u, int l) {
    if (u == units.size() && l == layers.size()) {
      return 0;
    }
    double least = u < units.size() ? ALONE + costs[u + 1][l] : Double.MAX_VALUE;
    least = l < layers.size() ? Math.min(least, without(u, l)) : least;
    return u < units.size() && l < layers.size() ? Math.min(least, together(u, l)) : least;
  }

  private double without(int u, int l) {
    return (layers.get(l).need() == Need.OPTIONAL ? 0 : ALONE) + costs[u][l + 1];
  }

  private double together(int u, int l) {
    return difference(units.get(u), layers.get(l)) + costs[u + 1][l + 1];
  }

  private static double difference(Unit unit, Layer layer) {
    if (!fits(unit.look(), layer.look())) {
      return NEVER;
    }
    boolean named = unit.names().stream().anyMatch(layer::isWithin);
    return (unit.look() == layer.look() ? 0 : OTHER_LOOK)
        + (named ? 0 : OTHER_NAME)
        + (isWrong(unit.filters(), layer.output().channels()) ? WRONG_FILTERS : 0)
        + (hasWrongSize(unit, layer.output()) ? WRONG_SIZE : 0);
  }

  /** Whether what is drawn in one look may be a layer of another. */
  static boolean fits(Look drawn, Look layer) {
    return drawn == layer
        || drawn == Look.CONVOLUTION && (layer == Look.LINEAR || layer == Look.BRANCH)
        || drawn == Look.SOFTMAX && (layer == Look.LINEAR || layer == Look.CONVOLUTION);
  }

  /** Whether a number is written that is known to be another. */
  static boolean isWrong(OptionalLong written, long known) {
    return written.isPresent() && known >= 0 && written.getAsLong() != known;
  }

  static boolean hasWrongSize(Unit unit, Extent output) {
    return switch (output.form()) {
      case MAP -> isWrong(unit.size(), output.width()) || isWrong(unit.rows(), output.height());
      case SEQUENCE -> isWrong(unit.size(), output.width());
      case VECTOR -> isWrong(unit.size(), output.channels()) && unit.size().orElse(1) != 1;
    };
  }
}
