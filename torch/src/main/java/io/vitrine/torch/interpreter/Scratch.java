package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import java.util.List;
import java.util.Optional;

/**
 * Memory that operators take while they run, beside their outputs, so far as it can exceed inputs
 * and outputs: unfolded windows, padded inputs, scores of attention, images resized along one axis.
 */
final class Scratch {
  private static final long FLOAT_BYTES = 4;

  private Scratch() {}

  /** Bytes at most; 0 where nothing is known. Throws {@link ArithmeticException} beyond 2^63. */
  static long bytes(Operator operator, ShapeContext context, Inferred found) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty() || !input.get().isKnown()) {
      return 0;
    }
    long elements =
        switch (operator.category()) {
          case CONVOLUTION ->
              Math.addExact(
                  padded(context.node(), input.get()), unfolded(operator, context, found));
          case POOLING -> padded(context.node(), input.get());
          case ATTENTION -> scores(operator, context, found, input.get());
          case RECURRENT -> Math.multiplyExact(8, outputs(found));
          default -> others(operator, context, found, input.get());
        };
    return Math.multiplyExact(FLOAT_BYTES, elements);
  }

  private static long outputs(Inferred found) {
    return found.shape(0).flatMap(shape -> known(shape)).map(Scratch::count).orElse(0L);
  }

  private static Optional<Shape> known(Shape shape) {
    return Optional.of(shape).filter(Shape::isKnown);
  }

  private static long count(Shape shape) {
    return shape.elements().orElse(0);
  }

  private static long macs(Operator operator, ShapeContext context, Inferred found) {
    return operator.macs().macs(context, found).orElse(0);
  }

  /** One column a window: multiply-accumulates over the filters that share it. */
  private static long unfolded(Operator operator, ShapeContext context, Inferred found) {
    int weight = operator.name().equals("QLinearConv") ? 3 : 1;
    long filters = context.shape(weight).map(shape -> shape.size(0)).orElse(1L);
    long groups = Math.max(1, context.node().intOr("group", 1));
    return Math.multiplyExact(
        macs(operator, context, found) / Math.max(1, filters),
        Math.min(groups, Math.max(1, filters)));
  }

  /** The input with the padding around it. */
  private static long padded(Node node, Shape input) {
    List<Long> pads = node.intsOr("pads", List.of());
    int axes = pads.size() / 2;
    if (axes == 0 || axes > input.rank()) {
      return 0;
    }
    long count = 1;
    for (int i = 0; i < input.rank(); i++) {
      int axis = i - (input.rank() - axes);
      long around = axis < 0 ? 0 : Math.addExact(pads.get(axis), pads.get(axes + axis));
      count = Math.multiplyExact(count, Math.max(1, Math.addExact(input.size(i), around)));
    }
    return count;
  }

  /** (N, heads, T, S): multiply-accumulates over twice the size of a head. */
  private static long scores(
      Operator operator, ShapeContext context, Inferred found, Shape queries) {
    Node node = context.node();
    long heads = queries.rank() == 4 ? 1 : node.intOr("q_num_heads", node.intOr("num_heads", 1));
    long size = Math.max(1, queries.size(-1) / Math.max(1, heads));
    return macs(operator, context, found) / Math.multiplyExact(2, size);
  }

  private static long others(Operator operator, ShapeContext context, Inferred found, Shape input) {
    return switch (operator.name()) {
      case "Einsum" -> context.inputs() < 3 ? 0 : macs(operator, context, found);
      case "Resize", "Upsample" -> between(input, found);
      default -> 0;
    };
  }

  /** The largest that an image can be while some axes are resized and some are not yet. */
  private static long between(Shape input, Inferred found) {
    Optional<Shape> output = found.shape(0).flatMap(Scratch::known);
    if (output.isEmpty() || output.get().rank() != input.rank()) {
      return 0;
    }
    long count = 1;
    for (int i = 0; i < input.rank(); i++) {
      count = Math.multiplyExact(count, Math.max(input.size(i), output.get().size(i)));
    }
    return count;
  }
}
