package io.vitrine.formats.sketch;

import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value that shares its numbers with another in PyTorch, so that what is written into one stands
 * in the other too.
 *
 * @param node how it is taken
 * @param base what it is taken from
 * @param output which of the node's values it is
 */
record View(Node node, String base, int output) {
  /** The view that a value is, empty where it has numbers of its own. */
  static Optional<View> of(Node node, String value, Sketch sketch) {
    boolean shares =
        switch (node.operator()) {
          case "Slice", "Split", "Transpose", "Squeeze", "Unsqueeze" -> true;
          case "Gather" -> isItem(node, sketch);
          case "Reshape", "Flatten" -> isDense(node.inputs().get(0), sketch);
          default -> false;
        };
    return shares && node.domain().isEmpty() && !sketch.isConstant(node.inputs().get(0))
        ? Optional.of(new View(node, node.inputs().get(0), node.outputs().indexOf(value)))
        : Optional.empty();
  }

  /** One item along an axis, its index a constant without dimensions. */
  static boolean isItem(Node node, Sketch sketch) {
    return sketch
        .numbers(node.inputs().get(1))
        .filter(index -> index.shape().rank() == 0)
        .isPresent();
  }

  /**
   * Whether a value's numbers lie in its own order, so that PyTorch reshapes it without a copy. A
   * value that an operator computes does; so do its rows.
   */
  static boolean isDense(String value, Sketch sketch) {
    Optional<Node> maker = sketch.maker(value);
    if (maker.isEmpty() || sketch.isWhole(value)) {
      return true;
    }
    Node node = maker.get();
    return switch (node.operator()) {
      case "Transpose", "Expand" -> false;
      case "Squeeze", "Unsqueeze" -> isDense(node.inputs().get(0), sketch);
      case "Gather" ->
          !isItem(node, sketch)
              || (node.intOr("axis", 0) == 0 && isDense(node.inputs().get(0), sketch));
      case "Split" -> node.intOr("axis", 0) == 0 && isDense(node.inputs().get(0), sketch);
      case "Slice" -> isFirst(node, sketch) && isDense(node.inputs().get(0), sketch);
      default -> true;
    };
  }

  private static boolean isFirst(Node slice, Sketch sketch) {
    return slice.inputs().size() > 3
        && sketch
            .numbers(slice.inputs().get(3))
            .filter(axes -> axes.count() == 1 && axes.longs()[0] == 0)
            .isPresent();
  }

  /** The same view of what stands in the place of its base now. */
  View from(String now) {
    return new View(node, now, output);
  }

  /** What its node reads, taken from the base as it is now. */
  List<String> reads() {
    List<String> reads = new ArrayList<>(node.inputs());
    reads.set(0, base);
    return reads;
  }
}
