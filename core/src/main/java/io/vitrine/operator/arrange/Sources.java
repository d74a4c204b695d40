package io.vitrine.operator.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Arithmetic;
import io.vitrine.operator.shape.Element;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that make tensors from settings: constants, ranges, random numbers. */
final class Sources {
  static final List<Operator> ALL =
      List.of(
          entry("Constant", Sources::constant),
          entry("ConstantOfShape", Sources::constantOfShape),
          entry("Range", Sources::range),
          entry("EyeLike", context -> like(context, context.elements(0))),
          entry("RandomNormal", Sources::random),
          entry("RandomUniform", Sources::random),
          entry("RandomNormalLike", context -> like(context, context.elements(0))),
          entry("RandomUniformLike", context -> like(context, context.elements(0))),
          entry("Bernoulli", context -> like(context, context.elements(0))),
          entry("Multinomial", Sources::multinomial));

  private Sources() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.SHAPE, name, rule)
        .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT)
        .keeping(Keeps.NOTHING);
  }

  private static Inferred constant(ShapeContext context) {
    for (Attribute attribute : context.node().attributes().values()) {
      if (attribute instanceof Attribute.OfTensor found) {
        Tensor tensor = found.value();
        return Inferred.of(tensor.elements(), tensor.shape()).withValues(Values.of(tensor));
      }
      if (attribute instanceof Attribute.OfInts ints) {
        return vector(ElementType.INT64, ints.values());
      }
      if (attribute instanceof Attribute.OfInt single) {
        return scalar(ElementType.INT64, (double) single.value());
      }
      if (attribute instanceof Attribute.OfFloats floats) {
        return vector(ElementType.FLOAT32, floats.values());
      }
      if (attribute instanceof Attribute.OfFloat single) {
        return scalar(ElementType.FLOAT32, single.value());
      }
      if (attribute instanceof Attribute.OfStrings strings) {
        return Inferred.of(ElementType.STRING, Shape.of(strings.values().size()));
      }
      if (attribute instanceof Attribute.OfString) {
        return Inferred.of(ElementType.STRING, Shape.SCALAR);
      }
    }
    return Inferred.nothing();
  }

  private static Inferred scalar(ElementType elements, double number) {
    return Inferred.of(elements, Shape.SCALAR)
        .withValues(Optional.of(Values.scalar(Element.of(number))));
  }

  private static Inferred vector(ElementType elements, List<? extends Number> numbers) {
    Shape shape = Shape.of(numbers.size());
    Optional<Values> values =
        numbers.size() > Values.MOST
            ? Optional.empty()
            : Optional.of(
                Values.vector(
                    numbers.stream().map(number -> Element.of(number.doubleValue())).toList()));
    return Inferred.of(elements, shape).withValues(values);
  }

  private static Inferred constantOfShape(ShapeContext context) {
    Optional<Shape> shape = context.dims(0).map(Shape::new);
    if (context.node().attributes().get("value") instanceof Attribute.OfTensor found) {
      Optional<Element> element = Values.of(found.value()).map(values -> values.elements().get(0));
      return Inferred.of(found.value().elements(), shape)
          .withValues(shape.flatMap(s -> element.flatMap(e -> Values.filled(s, e))));
    }
    return Inferred.of(ElementType.FLOAT32, shape)
        .withValues(shape.flatMap(s -> Values.filled(s, Element.of(0))));
  }

  /** {@code max(ceil((limit - start) / delta), 0)} numbers. */
  private static Inferred range(ShapeContext context) {
    Optional<Element> start = first(context, 0);
    Optional<Element> limit = first(context, 1);
    Optional<Element> delta = first(context, 2);
    if (start.isEmpty() || limit.isEmpty() || delta.isEmpty()) {
      return Inferred.of(context.elements(0), Shape.of(Dim.unknown()));
    }
    if (!start.get().isNumber() || !limit.get().isNumber()) {
      return Inferred.of(
          context.elements(0), Shape.of(between(start.get(), limit.get(), delta.get())));
    }
    if (!(start.get() instanceof Element.Known from)
        || !(limit.get() instanceof Element.Known to)
        || !(delta.get() instanceof Element.Known step)
        || step.value() == 0) {
      return Inferred.of(context.elements(0), Shape.of(Dim.unknown()));
    }
    double exact = Math.ceil((to.value() - from.value()) / step.value());
    long count = (long) Math.max(0, exact);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(count, Values.MOST); i++) {
      elements.add(Element.of(from.value() + i * step.value()));
    }
    return Inferred.of(context.elements(0), Shape.of(count))
        .withValues(count > Values.MOST ? Optional.empty() : Optional.of(Values.vector(elements)));
  }

  /** How many numbers there are where a bound is known by name. */
  private static Dim between(Element start, Element limit, Element delta) {
    boolean whole = delta instanceof Element.Known by && by.value() == Math.rint(by.value());
    if (!whole || delta.is(0)) {
      return Dim.unknown();
    }
    Element span = Arithmetic.SUBTRACT.apply(limit, start);
    Element steps = Arithmetic.DIVIDE.apply(span, delta);
    return steps.asSize().map(size -> size.ceil().max(Size.of(0)).dim()).orElse(Dim.unknown());
  }

  private static Optional<Element> first(ShapeContext context, int input) {
    return context
        .values(input)
        .filter(values -> !values.elements().isEmpty())
        .map(values -> values.elements().get(0));
  }

  private static Inferred random(ShapeContext context) {
    List<Long> sizes = context.node().intsOr("shape", List.of());
    return Inferred.of(
        context.elements("dtype", ElementType.FLOAT32),
        new Shape(sizes.stream().map(Dim::of).toList()));
  }

  private static Inferred like(ShapeContext context, ElementType otherwise) {
    return SameShape.asFirst(context, context.elements("dtype", otherwise));
  }

  /** (batch, samples). */
  private static Inferred multinomial(ShapeContext context) {
    Dim batch = context.shape(0).map(shape -> shape.dim(0)).orElse(Dim.unknown());
    return Inferred.of(
        context.elements("dtype", ElementType.INT32),
        Shape.of(batch, Dim.of(context.node().intOr("sample_size", 1))));
  }
}
