package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.size.Sizes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Operators on 8-bit integers with scales, of ONNX Runtime's own domain. */
final class ContributedQuantized {
  private static final String DOMAIN = "com.microsoft.";

  static final List<Operator> ALL =
      List.of(
          entry("QuantizeLinear", Category.ELEMENTWISE, "QuantizeLinear", Quantized::quantize)
              .reading(Role.WEIGHT, Role.BUFFER, Role.BUFFER)
              .keeping(Keeps.NOTHING),
          entry("DequantizeLinear", Category.ELEMENTWISE, "DequantizeLinear", Quantized::dequantize)
              .reading(Role.WEIGHT, Role.BUFFER, Role.BUFFER)
              .keeping(Keeps.NOTHING),
          entry("QLinearAdd", Category.ELEMENTWISE, "Add", ContributedQuantized::pairwise),
          entry("QLinearMul", Category.ELEMENTWISE, "Mul", ContributedQuantized::pairwise),
          scaled("QLinearSigmoid", Category.ACTIVATION, "Sigmoid", SameShape::asFirst),
          scaled("QLinearLeakyRelu", Category.ACTIVATION, "LeakyReLU", SameShape::asFirst),
          scaled("QLinearSoftmax", Category.ACTIVATION, "Softmax", SameShape::asFirst),
          scaled("QLinearAveragePool", Category.POOLING, "AvgPool%dd", Pools::window),
          scaled(
              "QLinearGlobalAveragePool",
              Category.POOLING,
              "AdaptiveAvgPool%dd",
              ContributedQuantized::global),
          scaled("QLinearReduceMean", Category.REDUCTION, "ReduceMean", ContributedQuantized::mean),
          entry("QLinearConcat", Category.SHAPE, "Concat", ContributedQuantized::concat)
              .reading(Role.BUFFER, Role.BUFFER),
          entry("QGemm", Category.LINEAR, "Linear", ContributedQuantized::gemm)
              .reading(
                  Role.CONSTANT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.WEIGHT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BIAS,
                  Role.BUFFER,
                  Role.BUFFER)
              .counting(ContributedQuantized::gemmMacs));

  private ContributedQuantized() {}

  private static Operator entry(String name, Category category, String layer, ShapeRule rule) {
    return Operator.of(DOMAIN + name, category, layer, rule);
  }

  /** Of one tensor, followed by its scale and zero point and those of the result. */
  private static Operator scaled(String name, Category category, String layer, ShapeRule rule) {
    return entry(name, category, layer, rule)
        .reading(Role.CONSTANT, Role.BUFFER, Role.BUFFER, Role.BUFFER, Role.BUFFER);
  }

  /** Inputs are A, its scale and zero point, B, its scale and zero point, and the result's. */
  private static Inferred pairwise(ShapeContext context) {
    Optional<Shape> a = context.shape(0);
    Optional<Shape> b = context.shape(3);
    return Inferred.of(
        context.elements(0), a.flatMap(left -> b.map(right -> Broadcast.of(context, left, right))));
  }

  private static Inferred global(ShapeContext context) {
    return Pools.global(context, context.node().intOr("channels_last", 0) == 1 ? 1 : 0);
  }

  private static Inferred mean(ShapeContext context) {
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(input -> Reductions.without(context, input, context.axes("axes", input.rank()))));
  }

  /** The result's scale and zero point, then each tensor with its own. */
  private static Inferred concat(ShapeContext context) {
    Optional<Shape> first = context.shape(2);
    ElementType elements = context.elements(2);
    if (first.isEmpty()) {
      return Inferred.rankUnknown(elements);
    }
    int axis = context.axis("axis", 0, first.get().rank());
    Dim sum = first.get().dim(axis);
    for (int i = 5; i < context.inputs(); i += 3) {
      Dim part = context.shape(i).map(shape -> shape.dim(axis)).orElse(Dim.unknown());
      sum = Sizes.plus(sum, part);
    }
    return Inferred.of(elements, first.get().with(axis, sum));
  }

  /** A, its scale and zero point, B, its scale and zero point; floats where no result scale is. */
  private static Inferred gemm(ShapeContext context) {
    Optional<Shape> a = Contributed.turned(context, 0, "transA");
    Optional<Shape> b = Contributed.turned(context, 3, "transB");
    ElementType elements = context.has(7) ? context.elements(0) : ElementType.FLOAT32;
    return Inferred.of(
        elements, a.flatMap(left -> b.map(right -> Products.product(context, left, right))));
  }

  private static OptionalLong gemmMacs(ShapeContext context, Inferred found) {
    return Products.perOutput(found, Contributed.turned(context, 0, "transA").map(a -> a.dim(-1)));
  }
}
