package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.size.Sizes;
import java.util.Optional;

/**
 * The sizes of an attention, read from queries, keys, values and what the past left behind.
 *
 * @param packed whether heads lie beside each other in the last axis
 * @param queries how many positions ask
 * @param positions how many positions are looked at, the past's included
 * @param keySize of one head's query or key
 * @param valueSize of one head's value
 */
record Heads(
    boolean packed,
    Dim batch,
    Dim queryHeads,
    Dim keyHeads,
    Dim queries,
    Dim positions,
    Dim keySize,
    Dim valueSize) {
  private static final int PAST_KEYS = 4;

  static Heads of(ShapeContext context) {
    Shape query = required(context, 0);
    Shape key = required(context, 1);
    Shape value = required(context, 2);
    boolean packed = query.rank() == 3;
    Dim queryHeads = packed ? count(context, "q_num_heads") : query.dim(1);
    Dim keyHeads = packed ? count(context, "kv_num_heads") : key.dim(1);
    Dim past =
        context
            .shape(PAST_KEYS)
            .filter(shape -> shape.rank() == 4)
            .map(shape -> shape.dim(2))
            .orElse(Dim.of(0));
    return new Heads(
        packed,
        query.dim(0),
        queryHeads,
        keyHeads,
        query.dim(-2),
        Sizes.plus(key.dim(-2), past),
        packed ? Sizes.over(query.dim(2), queryHeads) : query.dim(3),
        packed ? Sizes.over(value.dim(2), keyHeads) : value.dim(3));
  }

  private static Shape required(ShapeContext context, int input) {
    Shape shape =
        context.shape(input).orElse(Shape.of(Dim.unknown(), Dim.unknown(), Dim.unknown()));
    if (shape.rank() != 3 && shape.rank() != 4) {
      throw context.error("expected an input of rank 3 or 4, found " + shape);
    }
    return shape;
  }

  private static Dim count(ShapeContext context, String attribute) {
    long heads = context.node().intOr(attribute, 0);
    return heads > 0 ? Dim.of(heads) : Dim.unknown();
  }

  Optional<Shape> output() {
    Dim width = Sizes.times(queryHeads, valueSize);
    return Optional.of(
        packed ? Shape.of(batch, queries, width) : Shape.of(batch, queryHeads, queries, valueSize));
  }

  /** The keys to look at next time. */
  Optional<Shape> keys() {
    return Optional.of(Shape.of(batch, keyHeads, positions, keySize));
  }

  /** The values to look at next time. */
  Optional<Shape> values() {
    return Optional.of(Shape.of(batch, keyHeads, positions, valueSize));
  }

  /** How well each query matches each position. */
  Optional<Shape> scores() {
    return Optional.of(Shape.of(batch, queryHeads, queries, positions));
  }
}
