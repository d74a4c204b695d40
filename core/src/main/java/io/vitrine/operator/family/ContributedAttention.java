package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.size.Sizes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Attention and embeddings of ONNX Runtime's own domain. Sizes: batch N, positions asking T, looked
 * at S, left behind by the past P, heads h, width D. Multiply-accumulates are those of the
 * projections inside and of both products, {@code N T S (D + V)}; that a causal mask hides half of
 * them does not count.
 */
final class ContributedAttention {
  private static final String DOMAIN = "com.microsoft.";

  static final List<Operator> ALL =
      List.of(
          Operator.of(
                  DOMAIN + "Attention",
                  Category.ATTENTION,
                  "MultiheadAttention",
                  context -> projected(context, 4, context.elements(0)))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.CONSTANT)
              .counting((context, found) -> projectedMacs(context, found, 4)),
          Operator.of(
                  DOMAIN + "QAttention",
                  Category.ATTENTION,
                  "MultiheadAttention",
                  context -> projected(context, 8, context.elements(3)))
              .reading(
                  Role.CONSTANT,
                  Role.WEIGHT,
                  Role.BIAS,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.CONSTANT,
                  Role.BUFFER,
                  Role.BUFFER)
              .counting((context, found) -> projectedMacs(context, found, 8)),
          Operator.of(
                  DOMAIN + "MultiHeadAttention",
                  Category.ATTENTION,
                  "ScaledDotProduct",
                  ContributedAttention::heads)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.BIAS)
              .counting(ContributedAttention::headsMacs),
          Operator.of(
                  DOMAIN + "GroupQueryAttention",
                  Category.ATTENTION,
                  "ScaledDotProduct",
                  ContributedAttention::grouped)
              .reading(
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.CONSTANT,
                  Role.BUFFER,
                  Role.BUFFER)
              .counting(ContributedAttention::groupedMacs),
          Operator.of(
                  DOMAIN + "RotaryEmbedding",
                  Category.ATTENTION,
                  "RotaryEmbedding",
                  SameShape::asFirst)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.BUFFER, Role.BUFFER),
          embedding("EmbedLayerNormalization", context -> embedded(context, context.elements(2))),
          embedding("QEmbedLayerNormalization", context -> embedded(context, ElementType.FLOAT32)));

  private ContributedAttention() {}

  /** Words, segments, three tables of embeddings, scale and shift, mask. */
  private static Operator embedding(String name, ShapeRule rule) {
    return Operator.of(DOMAIN + name, Category.NORMALIZATION, "Embedding", rule)
        .reading(
            Role.CONSTANT,
            Role.CONSTANT,
            Role.WEIGHT,
            Role.WEIGHT,
            Role.WEIGHT,
            Role.WEIGHT,
            Role.BIAS,
            Role.CONSTANT);
  }

  private static Dim dim(Optional<Shape> shape, int axis) {
    return shape
        .filter(s -> axis < s.rank() && axis >= -s.rank())
        .map(s -> s.dim(axis))
        .orElse(Dim.unknown());
  }

  private static Dim attribute(ShapeContext context, String name) {
    long value = context.node().intOr(name, 0);
    return value > 0 ? Dim.of(value) : Dim.unknown();
  }

  /** The past's positions: axis 3 of (2, N, h, P, D / h); none without one. */
  private static Dim past(ShapeContext context, int input) {
    return context.has(input) ? dim(context.shape(input), 3) : Dim.of(0);
  }

  /**
   * Input (N, T, I), one weight (I, Q + K + V) for all three projections; V is a third of it. The
   * second output is what is left for the next call, (2, N, h, P + T, V / h).
   */
  private static Inferred projected(ShapeContext context, int past, ElementType elements) {
    List<Long> sizes = context.node().intsOr("qkv_hidden_sizes", List.of());
    Dim width = dim(context.shape(1), -1);
    Dim values = sizes.size() == 3 ? Dim.of(sizes.get(2)) : Sizes.over(width, Dim.of(3));
    Dim heads = attribute(context, "num_heads");
    Dim positions = Sizes.plus(dim(context.shape(0), 1), past(context, past));
    Shape present =
        Shape.of(Dim.of(2), dim(context.shape(0), 0), heads, positions, Sizes.over(values, heads));
    return Inferred.of(elements, context.shape(0).map(x -> x.with(-1, values)))
        .and(elements, Optional.of(present));
  }

  private static OptionalLong projectedMacs(ShapeContext context, Inferred found, int past) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    Dim values = dim(found.shape(0), -1);
    List<Long> sizes = context.node().intsOr("qkv_hidden_sizes", List.of());
    Dim keys = sizes.size() == 3 ? Dim.of(sizes.get(1)) : values;
    OptionalLong asking = Count.product(dim(input, 0), dim(input, 1));
    OptionalLong projections = Count.times(asking, Count.product(dim(weight, 0), dim(weight, 1)));
    return Count.plus(
        projections,
        products(asking, Sizes.plus(dim(input, 1), past(context, past)), keys, values));
  }

  private static OptionalLong products(OptionalLong asking, Dim positions, Dim keys, Dim values) {
    return Count.times(
        Count.times(asking, Count.product(positions)),
        Count.plus(Count.product(keys), Count.product(values)));
  }

  /**
   * Query (N, T, D) or packed with keys and values (N, T, h, 3, D / h); key (N, S, D), (N, h, S, D
   * / h) or packed with values (N, S, h, 2, D / h); value (N, S, V) or (N, h, S, V / h).
   */
  private record Operands(
      Dim batch, Dim asking, Dim positions, Dim heads, Dim keyWidth, Dim valueWidth) {
    static Operands of(ShapeContext context) {
      Optional<Shape> query = context.shape(0);
      Optional<Shape> key = context.shape(1);
      Optional<Shape> value = context.shape(2);
      Dim heads = attribute(context, "num_heads");
      Dim width = rank(query) == 5 ? Sizes.times(dim(query, 2), dim(query, 4)) : dim(query, 2);
      Dim given = !context.has(1) ? dim(query, 1) : dim(key, rank(key) == 4 ? 2 : 1);
      Dim values =
          !context.has(2)
              ? width
              : rank(value) == 4 ? Sizes.times(dim(value, 1), dim(value, 3)) : dim(value, 2);
      Dim past = context.has(6) ? dim(context.shape(6), 2) : Dim.of(0);
      return new Operands(
          dim(query, 0), dim(query, 1), Sizes.plus(given, past), heads, width, values);
    }

    private static int rank(Optional<Shape> shape) {
      return shape.map(Shape::rank).orElse(0);
    }

    Shape present(Dim width) {
      return Shape.of(batch, heads, positions, Sizes.over(width, heads));
    }
  }

  private static Inferred heads(ShapeContext context) {
    Operands operands = Operands.of(context);
    ElementType elements = context.elements(0);
    return Inferred.of(
            elements, Shape.of(operands.batch(), operands.asking(), operands.valueWidth()))
        .and(elements, Optional.of(operands.present(operands.keyWidth())))
        .and(elements, Optional.of(operands.present(operands.valueWidth())));
  }

  private static OptionalLong headsMacs(ShapeContext context, Inferred found) {
    Operands operands = Operands.of(context);
    return products(
        Count.product(operands.batch(), operands.asking()),
        operands.positions(),
        operands.keyWidth(),
        operands.valueWidth());
  }

  /** The size of one head: D over h, or of a packed query its width over {@code h + 2 kv}. */
  private static Dim head(ShapeContext context) {
    long queries = context.node().intOr("num_heads", 0);
    long keys = context.node().intOr("kv_num_heads", 0);
    long parts = context.has(1) ? queries : queries + 2 * keys;
    Dim width = dim(context.shape(0), 2);
    return parts > 0 ? Sizes.over(width, Dim.of(parts)) : Dim.unknown();
  }

  /** Past and new positions: input 6 says them where it is known. */
  private static Dim total(ShapeContext context) {
    Dim said = context.size(6);
    Dim past = context.has(3) ? dim(context.shape(3), 2) : Dim.of(0);
    return said instanceof Dim.Unknown ? Sizes.plus(past, dim(context.shape(0), 1)) : said;
  }

  /** Positions left for the next call: a past that is a longer buffer keeps its length. */
  private static Dim left(ShapeContext context) {
    Dim total = total(context);
    Dim past = context.has(3) ? dim(context.shape(3), 2) : Dim.of(0);
    return total.sizeOr(-1) >= 0 && past.sizeOr(-1) > total.sizeOr(-1) ? past : total;
  }

  /**
   * Query (N, T, h d), keys and values (N, T, kv d), several heads of queries to one of keys; what
   * is left for the next call is (N, kv, P + T, d), or of a buffer's length where that is more.
   */
  private static Inferred grouped(ShapeContext context) {
    Optional<Shape> query = context.shape(0);
    Dim head = head(context);
    ElementType elements = context.elements(0);
    Shape output =
        Shape.of(dim(query, 0), dim(query, 1), Sizes.times(head, attribute(context, "num_heads")));
    Optional<Shape> present =
        Optional.of(
            Shape.of(dim(query, 0), attribute(context, "kv_num_heads"), left(context), head));
    return Inferred.of(elements, output).and(elements, present).and(elements, present);
  }

  private static OptionalLong groupedMacs(ShapeContext context, Inferred found) {
    Optional<Shape> query = context.shape(0);
    Dim width = dim(found.shape(0), 2);
    return products(Count.product(dim(query, 0), dim(query, 1)), total(context), width, width);
  }

  /** Ids (N, T), word embeddings (V, D): the result (N, T, D), a mask (N) and the sum before. */
  private static Inferred embedded(ShapeContext context, ElementType elements) {
    Dim width = dim(context.shape(2), 1);
    Optional<Shape> output =
        context.shape(0).map(ids -> Shape.of(dim(Optional.of(ids), 0), ids.dim(-1), width));
    return Inferred.of(elements, output)
        .and(ElementType.INT32, Optional.of(Shape.of(dim(context.shape(0), 0))))
        .and(elements, output);
  }
}
