package io.vitrine.operator.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sequences of tensors, values that may be absent, and texts. */
final class Sequences {
  static final List<Operator> ALL =
      List.of(
          entry("SequenceEmpty", Sequences::empty),
          entry("SequenceConstruct", Sequences::construct),
          entry("SequenceInsert", Sequences::insert),
          entry("SequenceErase", SameShape::identity),
          entry("SequenceAt", context -> Inferred.of(elements(context.type(0)))),
          entry("SequenceLength", context -> Inferred.of(ElementType.INT64, Shape.SCALAR)),
          entry("SplitToSequence", Sequences::split),
          entry("ConcatFromSequence", Sequences::concat),
          entry("Optional", Sequences::optional),
          entry("OptionalGetElement", Sequences::optionalElement),
          entry("OptionalHasElement", context -> Inferred.of(ElementType.BOOL, Shape.SCALAR)),
          entry("StringConcat", SameShape::broadcast),
          entry("StringNormalizer", Sequences::normalized),
          entry("StringSplit", Sequences::stringSplit),
          entry("RegexFullMatch", SameShape::truth),
          entry("TfIdfVectorizer", Sequences::tfIdf));

  private Sequences() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.SHAPE, name, rule)
        .reading(Role.CONSTANT, Role.CONSTANT)
        .keeping(Keeps.NOTHING);
  }

  private static ValueType elements(ValueType type) {
    return type instanceof ValueType.OfSequence sequence
        ? sequence.elements()
        : ValueType.unknown();
  }

  private static Inferred empty(ShapeContext context) {
    ElementType elements = context.elements("dtype", ElementType.FLOAT32);
    return Inferred.of(new ValueType.OfSequence(ValueType.tensor(elements)));
  }

  private static Inferred construct(ShapeContext context) {
    ValueType common = context.type(0);
    for (int i = 1; i < context.inputs(); i++) {
      common = Types.common(common, context.type(i));
    }
    return Inferred.of(new ValueType.OfSequence(common));
  }

  /** What holds of all elements so far and of the new one; an empty sequence has had none. */
  private static Inferred insert(ShapeContext context) {
    ValueType old = elements(context.type(0));
    return Inferred.of(new ValueType.OfSequence(Types.common(old, context.type(1))));
  }

  private static Inferred split(ShapeContext context) {
    Optional<Shape> part =
        context
            .shape(0)
            .flatMap(shape -> part(context, shape, context.axis("axis", 0, shape.rank())));
    return Inferred.of(new ValueType.OfSequence(new ValueType.OfTensor(context.elements(0), part)));
  }

  private static Optional<Shape> part(ShapeContext context, Shape shape, int axis) {
    if (!context.has(1)) {
      if (context.node().intOr("keepdims", 1) == 1) {
        return Optional.of(shape.with(axis, Dim.of(1)));
      }
      List<Dim> dims = new ArrayList<>(shape.dims());
      dims.remove(axis);
      return Optional.of(new Shape(dims));
    }
    Optional<List<Long>> sizes = context.longs(1);
    boolean single = context.shape(1).map(s -> s.rank() == 0).orElse(false);
    long whole = shape.size(axis);
    boolean even =
        sizes.isPresent()
            && sizes.get().stream().distinct().count() == 1
            && (!single || (whole >= 0 && whole % Math.max(1, sizes.get().get(0)) == 0));
    return Optional.of(shape.with(axis, even ? Dim.of(sizes.orElseThrow().get(0)) : Dim.unknown()));
  }

  private static Inferred concat(ShapeContext context) {
    ValueType element = elements(context.type(0));
    ElementType type =
        element instanceof ValueType.OfTensor tensor ? tensor.elements() : ElementType.UNDEFINED;
    boolean isNew = context.node().intOr("new_axis", 0) == 1;
    return Inferred.of(
        type,
        element
            .tensorShape()
            .map(
                shape -> {
                  int axis = context.axis("axis", 0, isNew ? shape.rank() + 1 : shape.rank());
                  List<Dim> dims = new ArrayList<>(shape.dims());
                  if (isNew) {
                    dims.add(axis, Dim.unknown());
                  } else {
                    dims.set(axis, Dim.unknown());
                  }
                  return new Shape(dims);
                }));
  }

  private static Inferred optional(ShapeContext context) {
    ValueType held =
        context.node().attributes().get("type") instanceof Attribute.OfType type
            ? type.value()
            : context.type(0);
    return Inferred.of(new ValueType.OfOptional(held));
  }

  private static Inferred optionalElement(ShapeContext context) {
    return Inferred.of(
        context.type(0) instanceof ValueType.OfOptional optional
            ? optional.elements()
            : context.type(0));
  }

  /** Words that are left out shorten the row. */
  private static Inferred normalized(ShapeContext context) {
    boolean drops = context.node().attributes().containsKey("stopwords");
    return Inferred.of(
        ElementType.STRING,
        context.shape(0).map(shape -> drops ? shape.with(-1, Dim.unknown()) : shape));
  }

  private static Inferred stringSplit(ShapeContext context) {
    Optional<Shape> parts =
        context
            .shape(0)
            .map(
                shape -> {
                  List<Dim> dims = new ArrayList<>(shape.dims());
                  dims.add(Dim.unknown());
                  return new Shape(dims);
                });
    return Inferred.of(ElementType.STRING, parts).and(ElementType.INT64, context.shape(0));
  }

  /** As many numbers as the largest index of an n-gram says, for each row. */
  private static Inferred tfIdf(ShapeContext context) {
    long largest =
        context.node().intsOr("ngram_indexes", List.of()).stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(-1);
    Dim width = Dim.of(largest + 1);
    return Inferred.of(
        ElementType.FLOAT32,
        context
            .shape(0)
            .map(shape -> shape.rank() < 2 ? Shape.of(width) : Shape.of(shape.dim(0), width)));
  }
}
