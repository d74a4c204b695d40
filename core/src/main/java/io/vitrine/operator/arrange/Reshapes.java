package io.vitrine.operator.arrange;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Element;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Types;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that keep all numbers and only arrange them anew. */
final class Reshapes {
  static final List<Operator> ALL =
      List.of(
          entry("Flatten", Reshapes::flatten).keeping(Keeps.VIEW),
          entry("Reshape", Reshapes::reshape).keeping(Keeps.VIEW),
          entry("Transpose", Reshapes::transpose).keeping(Keeps.VIEW),
          entry("Squeeze", Reshapes::squeeze).keeping(Keeps.VIEW),
          entry("Unsqueeze", Reshapes::unsqueeze).keeping(Keeps.VIEW),
          entry("Expand", Reshapes::expand).keeping(Keeps.VIEW),
          entry("Identity", SameShape::identity).keeping(Keeps.VIEW),
          entry("Cast", Reshapes::cast),
          entry("CastLike", context -> cast(context, context.elements(1))),
          entry(
              "BitCast",
              context -> SameShape.asFirst(context, context.elements("to", ElementType.UNDEFINED))),
          entry("Shape", Reshapes::shapeOf),
          entry("Size", Reshapes::size));

  private Reshapes() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.SHAPE, name, rule).reading(Role.WEIGHT, Role.CONSTANT);
  }

  /** The first input's elements under a new shape, its small values with them. */
  private static Inferred arranged(ShapeContext context, Shape shape) {
    return Inferred.of(context.elements(0), shape)
        .withValues(context.values(0).flatMap(values -> values.reshaped(shape)));
  }

  private static Inferred flatten(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.of(context.elements(0), Shape.of(Dim.unknown(), Dim.unknown()));
    }
    int rank = input.get().rank();
    long axis = context.node().intOr("axis", 1);
    int cut = (int) (axis < 0 ? axis + rank : axis);
    if (cut < 0 || cut > rank) {
      throw context.error("axis " + axis + " is outside the input " + input.get());
    }
    return arranged(
        context,
        Shape.of(
            Sizes.product(input.get().dims().subList(0, cut)),
            Sizes.product(input.get().dims().subList(cut, rank))));
  }

  private static Inferred reshape(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Element>> target = target(context);
    if (target.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    boolean copies = context.node().intOr("allowzero", 0) == 0;
    List<Dim> dims = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < target.get().size(); i++) {
      Element wanted = target.get().get(i);
      boolean copied = copies && wanted.is(0);
      if (wanted.is(-1)) {
        open.add(i);
      }
      dims.add(
          !copied
              ? wanted.dim()
              : input.isPresent() && i < input.get().rank() ? input.get().dim(i) : Dim.unknown());
    }
    if (open.size() > 1) {
      throw context.error("its target " + dims + " leaves more than one size open");
    }
    input.ifPresent(shape -> fill(context, shape, dims, open));
    return arranged(context, new Shape(dims));
  }

  private static Optional<List<Element>> target(ShapeContext context) {
    if (!context.has(1)) {
      return context
          .ints("shape")
          .map(list -> list.stream().map(n -> Element.of((double) n)).toList());
    }
    Optional<List<Element>> known = context.values(1).map(Values::elements);
    return known.isPresent()
        ? known
        : context.dims(1).map(dims -> dims.stream().map(Element::of).toList());
  }

  /**
   * Computes the one size that is left open (-1, or the only unknown one) from the number of
   * elements: sizes and symbols that stand on both sides cancel.
   */
  private static void fill(
      ShapeContext context, Shape input, List<Dim> dims, List<Integer> minusOne) {
    List<Integer> open =
        minusOne.isEmpty()
            ? IntStream.range(0, dims.size())
                .filter(i -> dims.get(i) instanceof Dim.Unknown)
                .boxed()
                .toList()
            : minusOne;
    List<Dim> left = new ArrayList<>(input.dims());
    List<Dim> right = new ArrayList<>(dims);
    open.forEach(i -> right.set(i, Dim.of(1)));
    for (Dim dim : List.copyOf(right)) {
      if (dim instanceof Dim.Symbol && left.remove(dim)) {
        right.remove(dim);
      }
    }
    Dim whole = Sizes.product(left);
    Dim given = Sizes.product(right);
    if (open.isEmpty()) {
      requireEqual(context, input, dims, whole, given);
    } else if (open.size() == 1 && given.sizeOr(-1) != 0) {
      Dim found = quotient(context, input, whole, given, dims);
      dims.set(open.get(0), found instanceof Dim.Unknown ? dims.get(open.get(0)) : found);
    }
  }

  private static Dim quotient(
      ShapeContext context, Shape input, Dim whole, Dim given, List<Dim> dims) {
    if (whole.isKnown() && given.isKnown() && whole.sizeOr(0) % given.sizeOr(1) != 0) {
      throw context.error("the input " + input + " does not divide into " + new Shape(dims));
    }
    return Sizes.over(whole, given);
  }

  private static void requireEqual(
      ShapeContext context, Shape input, List<Dim> dims, Dim whole, Dim given) {
    if (whole.isKnown() && given.isKnown() && !whole.equals(given)) {
      throw context.error(
          "the input "
              + input
              + " of "
              + Count.elements(Optional.of(input)).orElse(whole.sizeOr(0))
              + " elements does not fit "
              + new Shape(dims));
    }
  }

  private static Inferred transpose(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.of(
          context.elements(0), context.ints("perm").map(order -> Types.open(order.size())));
    }
    int rank = input.get().rank();
    List<Integer> order =
        context
            .ints("perm")
            .map(perm -> context.axes(perm, rank))
            .orElseGet(() -> IntStream.range(0, rank).mapToObj(i -> rank - 1 - i).toList());
    if (order.size() != rank || order.stream().distinct().count() != rank) {
      throw context.error("perm " + order + " does not fit the input " + input.get());
    }
    Shape shape = new Shape(order.stream().map(axis -> input.get().dim(axis)).toList());
    return Inferred.of(context.elements(0), shape)
        .withValues(context.values(0).flatMap(values -> values.transposed(order)));
  }

  private static Inferred squeeze(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Long>> axes = context.longs(1, "axes");
    if (input.isEmpty() || (axes.isEmpty() && context.has(1))) {
      return Inferred.rankUnknown(context.elements(0));
    }
    if (axes.isEmpty() && !input.get().isKnown()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int rank = input.get().rank();
    List<Integer> named = axes.map(list -> context.axes(list, rank)).orElse(List.of());
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long size = input.get().size(i);
      boolean dropped = axes.isPresent() ? named.contains(i) : size == 1;
      if (dropped && size > 1) {
        throw context.error("axis " + i + " of the input " + input.get() + " is not 1");
      }
      if (!dropped) {
        dims.add(input.get().dim(i));
      }
    }
    return arranged(context, new Shape(dims));
  }

  private static Inferred unsqueeze(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Long>> axes = context.longs(1, "axes");
    if (input.isEmpty() || axes.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int rank = input.get().rank() + axes.get().size();
    List<Integer> added = context.axes(axes.get(), rank);
    List<Dim> dims = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < rank; i++) {
      dims.add(added.contains(i) ? Dim.of(1) : input.get().dim(next++));
    }
    return arranged(context, new Shape(dims));
  }

  private static Inferred expand(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Dim>> target = context.dims(1);
    if (input.isEmpty() || target.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Shape shape = Broadcast.of(context, input.get(), new Shape(target.get()));
    return Inferred.of(context.elements(0), shape)
        .withValues(
            context
                .values(0)
                .flatMap(
                    values ->
                        Values.filled(shape, Element.unknown())
                            .flatMap(like -> values.expanded(like.sizes()))));
  }

  private static Inferred cast(ShapeContext context) {
    return cast(context, context.elements("to", ElementType.UNDEFINED));
  }

  private static Inferred cast(ShapeContext context, ElementType to) {
    boolean whole = !to.isFloat() && !to.equals(ElementType.UNDEFINED);
    return SameShape.asFirst(context, to)
        .withValues(context.values(0).map(values -> whole ? values.truncated() : values));
  }

  private static Inferred shapeOf(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.of(ElementType.INT64, Shape.of(Dim.unknown()));
    }
    int rank = input.get().rank();
    int start = clamp(context.node().intOr("start", 0), rank);
    int end = Math.max(start, clamp(context.node().intOr("end", rank), rank));
    Values part = Values.of(input.get().subShape(start, end));
    return Inferred.of(ElementType.INT64, Shape.of(part.elements().size()))
        .withValues(Optional.of(part));
  }

  private static int clamp(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }

  private static Inferred size(ShapeContext context) {
    Optional<Element> elements =
        context.shape(0).map(shape -> Element.of(Sizes.product(shape.dims())));
    return Inferred.of(ElementType.INT64, Shape.SCALAR).withValues(elements.map(Values::scalar));
  }
}
