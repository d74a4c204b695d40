package io.vitrine.insight.parameters;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Role;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where a network's parameters and work are. A tensor counts once, at the first layer that reads
 * it.
 *
 * @param layers in network order, those without parameters and work too
 * @param bufferCount numbers that training moves without a gradient, such as running means
 * @param bytes of the trainable parameters at their real width
 */
public record ParameterFacts(List<Layer> layers, long bufferCount, long bytes) {
  public ParameterFacts {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param parameters trainable ones
   * @param macs multiply-accumulates for one image, 0 where not known
   */
  public record Layer(String path, Category category, long parameters, long macs) {
    /** The path's first part: {@code layer1} of {@code layer1.0}. */
    String stage() {
      int dot = path.indexOf('.');
      return dot < 0 ? path : path.substring(0, dot);
    }
  }

  public long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }

  /** Multiply-accumulates for one image. */
  public long macs() {
    return layers.stream().mapToLong(Layer::macs).sum();
  }

  long parametersOf(Category category) {
    return layers.stream()
        .filter(layer -> layer.category() == category)
        .mapToLong(Layer::parameters)
        .sum();
  }

  /** The facts of a network for one image. */
  public static ParameterFacts of(Network network) {
    ParameterTable table = ParameterTable.of(network);
    ShapeTable shapes = ShapeInference.infer(network, 1);
    List<Layer> layers =
        network.nodes().stream()
            .filter(Operators::isLayer)
            .map(node -> layer(node, table, shapes))
            .toList();
    long buffers =
        table
            .all()
            .filter(e -> e.role() == Role.BUFFER)
            .mapToLong(e -> e.parameter().count())
            .sum();
    long bytes = table.trainable().mapToLong(e -> e.parameter().bytes()).sum();
    return new ParameterFacts(layers, buffers, bytes);
  }

  private static Layer layer(Node node, ParameterTable table, ShapeTable shapes) {
    LongStream counts =
        table.of(node).stream()
            .filter(entry -> entry.role().isTrainable())
            .map(ParameterTable.Entry::parameter)
            .mapToLong(Parameter::count);
    return new Layer(
        node.name(), Operators.category(node), counts.sum(), shapes.macsOf(node).orElse(0));
  }
}
