package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operators of ONNX Runtime's own domain that its optimiser and quantiser put into files most
 * often. Their other operators stay unknown.
 */
final class Contributed {
  private static final String DOMAIN = "com.microsoft.";

  static final List<Operator> ALL =
      List.of(
          entry("Gelu", Category.ACTIVATION, "GELU", SameShape::asFirst),
          entry("FastGelu", Category.ACTIVATION, "GELU", SameShape::asFirst)
              .reading(Role.CONSTANT, Role.BIAS),
          entry("BiasGelu", Category.ACTIVATION, "GELU", SameShape::broadcast)
              .reading(Role.CONSTANT, Role.BIAS),
          entry("QuickGelu", Category.ACTIVATION, "GELU", SameShape::asFirst),
          entry(
                  "FusedConv",
                  Category.CONVOLUTION,
                  "Conv%dd",
                  context -> Convolutions.conv(context, 1, context.elements(0)))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.CONSTANT)
              .counting(
                  (context, found) ->
                      Count.times(
                          Count.elements(found.shape(0)), Count.elements(context.shape(1), 1))),
          entry("FusedMatMul", Category.LINEAR, "MatMul", Contributed::fusedMatMul)
              .counting(Contributed::fusedMacs),
          entry("MatMulNBits", Category.LINEAR, "Linear", Contributed::packedMatMul)
              .reading(Role.WEIGHT, Role.WEIGHT, Role.BUFFER, Role.BUFFER, Role.BUFFER, Role.BIAS)
              .counting(Contributed::packedMacs),
          entry(
                  "DynamicQuantizeMatMul",
                  Category.LINEAR,
                  "MatMul",
                  context -> Products.matMul(context, 1, ElementType.FLOAT32))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BUFFER, Role.BUFFER, Role.BIAS)
              .counting(Products::matMulMacs),
          entry(
                  "MatMulIntegerToFloat",
                  Category.LINEAR,
                  "MatMul",
                  context -> Products.matMul(context, 1, ElementType.FLOAT32))
              .reading(
                  Role.CONSTANT,
                  Role.WEIGHT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BIAS)
              .counting(Products::matMulMacs),
          entry("QLinearAdd", Category.ELEMENTWISE, "Add", Contributed::pairwise),
          entry("QLinearMul", Category.ELEMENTWISE, "Mul", Contributed::pairwise),
          entry("QLinearSigmoid", Category.ACTIVATION, "Sigmoid", SameShape::asFirst)
              .reading(Role.CONSTANT, Role.BUFFER, Role.BUFFER, Role.BUFFER, Role.BUFFER),
          entry("QLinearLeakyRelu", Category.ACTIVATION, "LeakyReLU", SameShape::asFirst)
              .reading(Role.CONSTANT, Role.BUFFER, Role.BUFFER, Role.BUFFER, Role.BUFFER),
          entry(
                  "SimplifiedLayerNormalization",
                  Category.NORMALIZATION,
                  "RMSNorm",
                  SameShape::asFirst)
              .reading(Role.CONSTANT, Role.WEIGHT),
          entry("SkipLayerNormalization", Category.NORMALIZATION, "LayerNorm", Contributed::skip)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.BIAS),
          entry(
                  "SkipSimplifiedLayerNormalization",
                  Category.NORMALIZATION,
                  "RMSNorm",
                  Contributed::skip)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.WEIGHT, Role.BIAS),
          entry("RotaryEmbedding", Category.ATTENTION, "RotaryEmbedding", SameShape::asFirst)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.BUFFER, Role.BUFFER),
          entry("Attention", Category.ATTENTION, "MultiheadAttention", Contributed::attention)
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.CONSTANT)
              .counting(Contributed::attentionMacs),
          entry("MultiHeadAttention", Category.ATTENTION, "ScaledDotProduct", Contributed::heads)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.BIAS)
              .counting(Contributed::headsMacs));

  private Contributed() {}

  private static Operator entry(String name, Category category, String layer, ShapeRule rule) {
    return Operator.of(DOMAIN + name, category, layer, rule);
  }

  private static Optional<Shape> turned(ShapeContext context, int input, String attribute) {
    boolean turn = context.node().intOr(attribute, 0) == 1;
    return context
        .shape(input)
        .map(
            shape -> {
              List<Dim> dims = new ArrayList<>(shape.dims());
              if (turn && dims.size() > 1) {
                Collections.swap(dims, dims.size() - 1, dims.size() - 2);
              }
              return new Shape(dims);
            });
  }

  private static Inferred fusedMatMul(ShapeContext context) {
    Optional<Shape> a = turned(context, 0, "transA");
    Optional<Shape> b = turned(context, 1, "transB");
    return Inferred.of(
        context.elements(0),
        a.flatMap(left -> b.map(right -> Products.product(context, left, right))));
  }

  private static OptionalLong fusedMacs(ShapeContext context, Inferred found) {
    Dim inner = turned(context, 0, "transA").map(a -> a.dim(-1)).orElse(Dim.unknown());
    return Count.times(Count.elements(found.shape(0)), Count.product(inner));
  }

  /** Weights of a few bits, packed: their real sizes K and N are attributes. */
  private static Inferred packedMatMul(ShapeContext context) {
    Dim width = Dim.of(context.node().intOr("N", 0));
    return Inferred.of(context.elements(0), context.shape(0).map(a -> a.with(-1, width)));
  }

  private static OptionalLong packedMacs(ShapeContext context, Inferred found) {
    return Count.times(Count.elements(found.shape(0)), context.node().intOr("K", 0));
  }

  /** Inputs are A, its scale and zero point, B, its scale and zero point, and the result's. */
  private static Inferred pairwise(ShapeContext context) {
    Optional<Shape> a = context.shape(0);
    Optional<Shape> b = context.shape(3);
    return Inferred.of(
        context.elements(0), a.flatMap(left -> b.map(right -> Broadcast.of(context, left, right))));
  }

  /** The result, two statistics that are hardly ever asked for, and the sum before. */
  private static Inferred skip(ShapeContext context) {
    return SameShape.asFirst(context)
        .and(ElementType.FLOAT32, Optional.empty())
        .and(ElementType.FLOAT32, Optional.empty())
        .and(context.elements(0), context.shape(0));
  }

  /** Input (N, T, I), one weight (I, Q + K + V) for all three projections; V is a third of it. */
  private static Inferred attention(ShapeContext context) {
    List<Long> sizes = context.node().intsOr("qkv_hidden_sizes", List.of());
    long width = context.shape(1).map(weight -> weight.size(-1)).orElse(-1L);
    Dim values =
        sizes.size() == 3 ? Dim.of(sizes.get(2)) : width < 0 ? Dim.unknown() : Dim.of(width / 3);
    return Inferred.of(context.elements(0), context.shape(0).map(x -> x.with(-1, values)));
  }

  /** The projections, then {@code N T S (K + V)} for both products, without a past. */
  private static OptionalLong attentionMacs(ShapeContext context, Inferred found) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    if (input.isEmpty() || weight.isEmpty() || context.has(4)) {
      return OptionalLong.empty();
    }
    OptionalLong positions = Count.product(input.get().dim(0), input.get().dim(1));
    OptionalLong projections =
        Count.times(positions, Count.product(weight.get().dim(0), weight.get().dim(1)));
    Dim values = found.shape(0).map(shape -> shape.dim(-1)).orElse(Dim.unknown());
    List<Long> sizes = context.node().intsOr("qkv_hidden_sizes", List.of());
    Dim keys = sizes.size() == 3 ? Dim.of(sizes.get(1)) : values;
    OptionalLong pairs = Count.times(positions, Count.product(input.get().dim(1)));
    return Count.plus(
        projections, Count.times(pairs, Count.plus(Count.product(keys), Count.product(values))));
  }

  /** Query (N, T, Q), key (N, S, K), value (N, S, V). */
  private static Inferred heads(ShapeContext context) {
    Dim width =
        context
            .shape(2)
            .filter(value -> value.rank() == 3)
            .map(value -> value.dim(2))
            .orElse(Dim.unknown());
    return Inferred.of(
        context.elements(0),
        context.shape(0).filter(query -> query.rank() == 3).map(query -> query.with(2, width)));
  }

  private static OptionalLong headsMacs(ShapeContext context, Inferred found) {
    Optional<Shape> query = context.shape(0).filter(shape -> shape.rank() == 3);
    Optional<Shape> key = context.shape(1).filter(shape -> shape.rank() == 3);
    Optional<Shape> output = found.shape(0);
    if (query.isEmpty() || key.isEmpty() || output.isEmpty() || context.has(6)) {
      return OptionalLong.empty();
    }
    OptionalLong pairs = Count.product(query.get().dim(0), query.get().dim(1), key.get().dim(1));
    return Count.times(
        pairs, Count.plus(Count.product(key.get().dim(2)), Count.product(output.get().dim(2))));
  }
}
