package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Recurrent layers: X (T, N, I), weights (D, gates H, I) and (D, gates H, H), where T is the
 * sequence's length, D the directions and H the hidden size; with {@code layout=1} the batch comes
 * first.
 */
final class Recurrents {
  static final List<Operator> ALL = List.of(entry("RNN", 1), entry("GRU", 3), entry("LSTM", 4));

  private Recurrents() {}

  private static Operator entry(String name, int gates) {
    return Operator.of(name, Category.RECURRENT, name, Recurrents::infer)
        .reading(
            Role.CONSTANT,
            Role.WEIGHT,
            Role.WEIGHT,
            Role.BIAS,
            Role.CONSTANT,
            Role.CONSTANT,
            Role.CONSTANT,
            Role.WEIGHT)
        .counting((context, found) -> macs(context, gates));
  }

  private static Dim directions(ShapeContext context) {
    return Dim.of(context.node().stringOr("direction", "forward").equals("bidirectional") ? 2 : 1);
  }

  private static Dim hidden(ShapeContext context) {
    long size = context.node().intOr("hidden_size", -1);
    return size >= 0
        ? Dim.of(size)
        : context.shape(2).map(recurrence -> recurrence.dim(-1)).orElse(Dim.unknown());
  }

  private static Inferred infer(ShapeContext context) {
    boolean batchFirst = context.node().intOr("layout", 0) == 1;
    Optional<Shape> input = context.shape(0);
    Dim time = input.map(x -> x.dim(batchFirst ? 1 : 0)).orElse(Dim.unknown());
    Dim batch = input.map(x -> x.dim(batchFirst ? 0 : 1)).orElse(Dim.unknown());
    Dim directions = directions(context);
    Dim hidden = hidden(context);
    Shape all =
        batchFirst
            ? Shape.of(batch, time, directions, hidden)
            : Shape.of(time, directions, batch, hidden);
    Optional<Shape> last =
        Optional.of(
            batchFirst ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden));
    ElementType elements = context.elements(0);
    return Inferred.of(elements, all).and(elements, last).and(elements, last);
  }

  /**
   * Each step and item multiplies the input and the state with the weights of every gate and
   * direction: {@code T N D gates H (I + H)}. Gates' elementwise products are none.
   */
  private static OptionalLong macs(ShapeContext context, int gates) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty() || input.get().rank() != 3) {
      return OptionalLong.empty();
    }
    Dim hidden = hidden(context);
    Dim[] steps = {input.get().dim(0), input.get().dim(1), directions(context), hidden};
    OptionalLong width = Count.plus(Count.product(input.get().dim(2)), Count.product(hidden));
    return Count.times(Count.times(Count.product(steps), width), gates);
  }
}
