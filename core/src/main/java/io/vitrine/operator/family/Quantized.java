package io.vitrine.operator.family;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.List;
import java.util.Optional;

/** Ways between numbers with fractions and small integers. */
final class Quantized {
  static final List<Operator> ALL =
      List.of(
          entry("QuantizeLinear", Quantized::quantize),
          entry("DequantizeLinear", Quantized::dequantize),
          entry("DynamicQuantizeLinear", Quantized::dynamic));

  private Quantized() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.ELEMENTWISE, name, rule)
        .reading(Role.WEIGHT, Role.BUFFER, Role.BUFFER)
        .keeping(Keeps.NOTHING);
  }

  static Inferred quantize(ShapeContext context) {
    ElementType given = context.elements("output_dtype", ElementType.UNDEFINED);
    ElementType small = context.has(2) ? context.elements(2) : ElementType.UINT8;
    return SameShape.asFirst(context, given.equals(ElementType.UNDEFINED) ? small : given);
  }

  static Inferred dequantize(ShapeContext context) {
    ElementType given = context.elements("output_dtype", ElementType.UNDEFINED);
    return SameShape.asFirst(
        context, given.equals(ElementType.UNDEFINED) ? context.elements(1) : given);
  }

  private static Inferred dynamic(ShapeContext context) {
    return SameShape.asFirst(context, ElementType.UINT8)
        .and(ElementType.FLOAT32, Optional.of(Shape.SCALAR))
        .and(ElementType.UINT8, Optional.of(Shape.SCALAR));
  }
}
