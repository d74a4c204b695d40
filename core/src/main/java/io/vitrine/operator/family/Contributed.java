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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operators of ONNX Runtime's own domain that its optimiser puts into files most often, but for
 * attention and 8-bit integers. Its other operators stay unknown.
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
          entry("TransposeMatMul", Category.LINEAR, "MatMul", Contributed::fusedMatMul)
              .counting(Contributed::fusedMacs),
          entry("FusedGemm", Category.LINEAR, "Linear", Contributed::fusedMatMul)
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS)
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
              .reading(Role.CONSTANT, Role.CONSTANT, Role.WEIGHT, Role.BIAS));

  private Contributed() {}

  private static Operator entry(String name, Category category, String layer, ShapeRule rule) {
    return Operator.of(DOMAIN + name, category, layer, rule);
  }

  /** An input as it is multiplied: its first axis behind those of batch, its last two swapped. */
  static Optional<Shape> turned(ShapeContext context, int input, String attribute) {
    boolean turn = context.node().intOr(attribute, 0) == 1;
    boolean batch = context.node().intOr(attribute.replace("trans", "transBatch"), 0) == 1;
    return context
        .shape(input)
        .map(
            shape -> {
              List<Dim> dims = new ArrayList<>(shape.dims());
              if (batch && dims.size() > 2) {
                dims.add(dims.size() - 2, dims.remove(0));
              }
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

  /** The result, two statistics that are hardly ever asked for, and the sum before. */
  private static Inferred skip(ShapeContext context) {
    return SameShape.asFirst(context)
        .and(ElementType.FLOAT32, Optional.empty())
        .and(ElementType.FLOAT32, Optional.empty())
        .and(context.elements(0), context.shape(0));
  }
}
