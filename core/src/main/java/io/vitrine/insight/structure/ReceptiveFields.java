package io.vitrine.insight.structure;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many input pixels, along the height, one cell of a map depends on.
 *
 * <p>A window of k cells, dilated by d, after maps with field r and jump j (input pixels between
 * neighbouring cells) gives r + (k - 1) d j; a stride s makes the jump s j. Where paths meet, the
 * widest counts. Source: Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional
 * Neural Networks" (Distill, 2019).
 */
final class ReceptiveFields {
  private record Field(long size, long jump) {}

  private final Map<String, Field> fields = new HashMap<>();

  private ReceptiveFields() {}

  static ReceptiveFields of(Network network, ShapeTable shapes) {
    ReceptiveFields all = new ReceptiveFields();
    network.inputs().forEach(input -> all.fields.put(input.name(), new Field(1, 1)));
    network.nodes().forEach(node -> all.visit(node, shapes));
    return all;
  }

  /** The field of a value, empty where the way to it leaves the grid of pixels. */
  Optional<Long> of(String value) {
    return Optional.ofNullable(fields.get(value)).map(Field::size);
  }

  private void visit(Node node, ShapeTable shapes) {
    Optional<Field> widest =
        node.inputs().stream()
            .flatMap(input -> Optional.ofNullable(fields.get(input)).stream())
            .reduce((a, b) -> new Field(Math.max(a.size, b.size), Math.max(a.jump, b.jump)));
    widest.flatMap(from -> after(node, from, shapes)).ifPresent(f -> fields.put(node.output(), f));
  }

  private static Optional<Field> after(Node node, Field from, ShapeTable shapes) {
    return switch (Operators.category(node)) {
      case ACTIVATION, NORMALIZATION, REGULARIZATION, ELEMENTWISE -> Optional.of(from);
      case CONVOLUTION, POOLING -> kernel(node, shapes).map(k -> slid(node, from, k));
      default -> node.operator().equals("Concat") ? Optional.of(from) : Optional.empty();
    };
  }

  private static Field slid(Node node, Field from, long kernel) {
    long stride = first(node.intsOr("strides", List.of()));
    long dilation = first(node.intsOr("dilations", List.of()));
    return new Field(from.size + (kernel - 1) * dilation * from.jump, from.jump * stride);
  }

  private static long first(List<Long> values) {
    return values.isEmpty() ? 1 : values.get(0);
  }

  private static Optional<Long> kernel(Node node, ShapeTable shapes) {
    List<Long> declared = node.intsOr("kernel_shape", List.of());
    if (!declared.isEmpty()) {
      return node.operator().equals("ConvTranspose")
          ? Optional.empty()
          : Optional.of(declared.get(0));
    }
    return node.operator().equals("Conv") && Operators.category(node) == Category.CONVOLUTION
        ? shapes.inputShape(node, 1).filter(s -> s.rank() > 2).map(ReceptiveFields::height)
        : Optional.empty();
  }

  private static long height(Shape weight) {
    return weight.size(2);
  }
}
