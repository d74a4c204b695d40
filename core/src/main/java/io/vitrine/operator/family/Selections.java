package io.vitrine.operator.family;

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
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.SliceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that take parts of tensors, put tensors together or make new ones. */
final class Selections {
  private static final List<Role> SETTINGS =
      List.of(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT);

  static final List<Operator> ALL =
      List.of(
          entry("Concat", Selections::concat),
          entry("Slice", Selections::slice).keeping(Keeps.VIEW),
          entry("Split", Selections::split).keeping(Keeps.VIEW),
          entry("Pad", Selections::pad),
          new Operator(
              "Gather",
              Category.SHAPE,
              "Embedding",
              List.of(Role.WEIGHT, Role.CONSTANT),
              Selections::gather,
              MacRule.NONE,
              Keeps.INPUTS),
          entry("Constant", Selections::constant),
          entry("ConstantOfShape", Selections::constantOfShape));

  private Selections() {}

  private static Operator entry(String name, ShapeRule rule) {
    return new Operator(name, Category.SHAPE, name, SETTINGS, rule, MacRule.NONE);
  }

  private static int axis(ShapeContext context, Shape shape, long otherwise) {
    long axis = context.node().intOr("axis", otherwise);
    long index = axis < 0 ? axis + shape.rank() : axis;
    if (index < 0 || index >= shape.rank()) {
      throw context.error("axis " + axis + " is outside the input " + shape);
    }
    return (int) index;
  }

  private static Inferred concat(ShapeContext context) {
    Optional<Shape> first = context.shape(0);
    if (first.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0)).withIntegers(joined(context));
    }
    int axis = axis(context, first.get(), 0);
    Shape all = first.get();
    for (int i = 1; i < context.node().inputs().size(); i++) {
      Optional<Shape> next = context.shape(i);
      if (next.isEmpty()) {
        return Inferred.rankUnknown(context.elements(0));
      }
      all = all.with(axis, plus(all.dim(axis), next.get().dim(axis)));
      checkRest(context, axis, all, next.get());
    }
    return Inferred.of(context.elements(0), all).withIntegers(joined(context));
  }

  private static void checkRest(ShapeContext context, int axis, Shape all, Shape next) {
    for (int i = 0; i < all.rank(); i++) {
      if (i != axis
          && all.dim(i).isKnown()
          && next.dim(i).isKnown()
          && !all.dim(i).equals(next.dim(i))) {
        throw context.error("the inputs " + all + " and " + next + " differ off the axis " + axis);
      }
    }
  }

  private static Dim plus(Dim a, Dim b) {
    return a.isKnown() && b.isKnown() ? Dim.of(a.sizeOr(0) + b.sizeOr(0)) : Dim.unknown();
  }

  private static Optional<List<Dim>> joined(ShapeContext context) {
    List<Dim> all = new ArrayList<>();
    for (int i = 0; i < context.node().inputs().size(); i++) {
      Optional<List<Dim>> part = context.integers(i);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(part.get());
    }
    return Optional.of(all);
  }

  private static Inferred slice(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Long>> starts = context.longsOf(1, "starts");
    Optional<List<Long>> ends = context.longsOf(2, "ends");
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    if (starts.isEmpty() || ends.isEmpty()) {
      return Inferred.of(context.elements(0), allUnknown(input.get()));
    }
    Optional<List<Long>> axes = context.longsOf(3, "axes");
    Optional<List<Long>> steps = context.signedLongs(4);
    Shape shape = input.get();
    Optional<List<Dim>> integers = context.integers(0);
    for (int i = 0; i < starts.get().size(); i++) {
      int at = Math.floorMod(axes.isPresent() ? axes.get().get(i) : (long) i, shape.rank());
      long step = steps.isPresent() ? steps.get().get(i) : 1;
      SliceRange range = new SliceRange(starts.get().get(i), ends.get().get(i), step);
      integers = integers.map(range::of);
      shape = shape.with(at, range.size(input.get().dim(at)));
    }
    return Inferred.of(context.elements(0), shape).withIntegers(integers);
  }

  private static Shape allUnknown(Shape shape) {
    return new Shape(shape.dims().stream().map(dim -> Dim.unknown()).toList());
  }

  private static Inferred split(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = axis(context, input.get(), 0);
    int parts = context.node().outputs().size();
    Optional<List<Long>> sizes = context.longsOf(1, "split");
    long whole = input.get().size(axis);
    long chunk = (whole + parts - 1) / parts;
    List<ValueType> types = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Dim dim =
          sizes.isPresent()
              ? Dim.of(sizes.get().get(i))
              : whole < 0 ? Dim.unknown() : Dim.of(Math.max(0, Math.min(chunk, whole - i * chunk)));
      types.add(ValueType.tensor(context.elements(0), input.get().with(axis, dim)));
    }
    return new Inferred(types, Optional.empty());
  }

  private static Inferred pad(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Optional<List<Long>> pads = context.longsOf(1, "pads");
    if (pads.isEmpty()) {
      return Inferred.of(context.elements(0), allUnknown(input.get()));
    }
    Optional<List<Long>> axes = context.signedLongs(3);
    int count = pads.get().size() / 2;
    Shape shape = input.get();
    for (int i = 0; i < count; i++) {
      int at = Math.floorMod(axes.isPresent() ? axes.get().get(i) : (long) i, shape.rank());
      long added = pads.get().get(i) + pads.get().get(count + i);
      Dim dim = shape.dim(at);
      shape =
          shape.with(
              at, added == 0 ? dim : dim.isKnown() ? Dim.of(dim.sizeOr(0) + added) : Dim.unknown());
    }
    return Inferred.of(context.elements(0), shape);
  }

  private static Inferred gather(ShapeContext context) {
    Optional<Shape> data = context.shape(0);
    Optional<Shape> indices = context.shape(1);
    if (data.isEmpty() || indices.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = axis(context, data.get(), 0);
    List<Dim> dims = new ArrayList<>(data.get().dims().subList(0, axis));
    dims.addAll(indices.get().dims());
    dims.addAll(data.get().dims().subList(axis + 1, data.get().rank()));
    return Inferred.of(context.elements(0), new Shape(dims)).withIntegers(picked(context));
  }

  private static Optional<List<Dim>> picked(ShapeContext context) {
    Optional<List<Dim>> from = context.integers(0);
    Optional<List<Long>> at = context.signedLongs(1);
    if (from.isEmpty() || at.isEmpty() || from.get().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        at.get().stream().map(i -> from.get().get(Math.floorMod(i, from.get().size()))).toList());
  }

  private static Inferred constant(ShapeContext context) {
    if (context.node().attributes().get("value") instanceof Attribute.OfTensor found) {
      return Inferred.of(found.value().elements(), found.value().shape())
          .withIntegers(ShapeContext.integersOf(found.value()));
    }
    if (context.node().attributes().get("value_ints") instanceof Attribute.OfInts ints) {
      return integers(Shape.of(ints.values().size()), ints.values());
    }
    if (context.node().attributes().get("value_int") instanceof Attribute.OfInt single) {
      return integers(Shape.SCALAR, List.of(single.value()));
    }
    if (context.node().attributes().get("value_floats") instanceof Attribute.OfFloats floats) {
      return Inferred.of(ElementType.FLOAT32, Shape.of(floats.values().size()));
    }
    boolean scalar = context.node().attributes().containsKey("value_float");
    return scalar
        ? Inferred.of(ElementType.FLOAT32, Shape.SCALAR)
        : new Inferred(List.of(), Optional.empty());
  }

  private static Inferred integers(Shape shape, List<Long> values) {
    boolean sizes = values.stream().allMatch(n -> n >= 0);
    return Inferred.of(ElementType.INT64, shape)
        .withIntegers(
            sizes ? Optional.of(values.stream().map(Dim::of).toList()) : Optional.empty());
  }

  private static Inferred constantOfShape(ShapeContext context) {
    ElementType elements =
        context.node().attributes().get("value") instanceof Attribute.OfTensor found
            ? found.value().elements()
            : ElementType.FLOAT32;
    return context
        .integers(0)
        .map(dims -> Inferred.of(elements, new Shape(dims)))
        .orElseGet(() -> Inferred.rankUnknown(elements));
  }
}
