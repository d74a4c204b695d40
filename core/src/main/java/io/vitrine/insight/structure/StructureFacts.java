package io.vitrine.insight.structure;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Optional;

/**
 * A network's outline.
 *
 * @param layers how many compute something
 * @param convolutions how many of them
 * @param linear how many of them
 * @param input the first input for one image (1, C, H, W), where it is an image of known size
 * @param lastMap the last value of rank 4 that a convolution or pool makes, with its receptive
 *     field
 * @param problems nodes whose inputs do not fit
 */
public record StructureFacts(
    int layers,
    int convolutions,
    int linear,
    Optional<Shape> input,
    Optional<LastMap> lastMap,
    List<String> problems) {
  public StructureFacts {
    problems = List.copyOf(problems);
  }

  /**
   * The last map.
   *
   * @param path of the layer that makes it
   * @param shape (1, C, h, w)
   * @param receptiveField side of the square of input pixels that one of its cells depends on
   */
  public record LastMap(String path, Shape shape, long receptiveField) {}

  /** The facts of a network. */
  public static StructureFacts of(Network network) {
    ShapeTable shapes = ShapeInference.infer(network, 1);
    List<Node> layers = network.nodes().stream().filter(Operators::isLayer).toList();
    Optional<Shape> input =
        network.inputs().isEmpty()
            ? Optional.empty()
            : shapes.shape(network.inputs().get(0).name()).filter(StructureFacts::isMap);
    return new StructureFacts(
        layers.size(),
        count(layers, Category.CONVOLUTION),
        count(layers, Category.LINEAR),
        input,
        lastMap(network, shapes),
        shapes.problems());
  }

  private static int count(List<Node> layers, Category category) {
    return (int) layers.stream().filter(node -> Operators.category(node) == category).count();
  }

  private static boolean isMap(Shape shape) {
    return shape.rank() == 4 && shape.isKnown();
  }

  private static Optional<LastMap> lastMap(Network network, ShapeTable shapes) {
    ReceptiveFields fields = ReceptiveFields.of(network, shapes);
    Optional<LastMap> last = Optional.empty();
    for (Node node : network.nodes()) {
      Category category = Operators.category(node);
      Optional<Shape> shape = shapes.outputShape(node).filter(StructureFacts::isMap);
      Optional<Long> field = fields.of(node.output());
      boolean spatial = category == Category.CONVOLUTION || category == Category.POOLING;
      if (spatial && shape.isPresent() && field.isPresent()) {
        last = Optional.of(new LastMap(node.name(), shape.get(), field.get()));
      }
    }
    return last;
  }
}
