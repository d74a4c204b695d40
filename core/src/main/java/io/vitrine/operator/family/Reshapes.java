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
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Operators that keep all numbers and only arrange them anew. */
final class Reshapes {
  private static final List<Role> SETTINGS = List.of(Role.CONSTANT, Role.CONSTANT);

  static final List<Operator> ALL =
      List.of(
          entry("Flatten", Reshapes::flatten).keeping(Keeps.VIEW),
          entry("Reshape", Reshapes::reshape).keeping(Keeps.VIEW),
          entry("Transpose", Reshapes::transpose).keeping(Keeps.VIEW),
          entry("Squeeze", Reshapes::squeeze).keeping(Keeps.VIEW),
          entry("Unsqueeze", Reshapes::unsqueeze).keeping(Keeps.VIEW),
          entry("Expand", Reshapes::expand).keeping(Keeps.VIEW),
          entry("Identity", SameShape::asFirst).keeping(Keeps.VIEW),
          entry("Cast", Reshapes::cast),
          entry("CastLike", context -> SameShape.asFirst(context, context.elements(1))),
          entry("Shape", Reshapes::shapeOf),
          entry("Size", context -> Inferred.of(ElementType.INT64, Shape.SCALAR)));

  private Reshapes() {}

  private static Operator entry(String name, ShapeRule rule) {
    return new Operator(name, Category.SHAPE, name, SETTINGS, rule, MacRule.NONE);
  }

  private static Inferred unknown(ShapeContext context) {
    return Inferred.rankUnknown(context.elements(0)).withIntegers(context.integers(0));
  }

  private static Inferred flatten(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = Math.toIntExact(context.node().intOr("axis", 1));
    int cut = axis < 0 ? axis + input.get().rank() : axis;
    return Inferred.of(
        context.elements(0),
        Shape.of(
            product(input.get().dims().subList(0, cut)),
            product(input.get().dims().subList(cut, input.get().rank()))));
  }

  /** A product of dimensions; one symbol among ones stays itself. */
  private static Dim product(List<Dim> dims) {
    List<Dim> open = dims.stream().filter(dim -> !dim.isKnown()).toList();
    long known = dims.stream().mapToLong(dim -> dim.sizeOr(1)).reduce(1, Math::multiplyExact);
    if (open.isEmpty()) {
      return Dim.of(known);
    }
    return open.size() == 1 && known == 1 ? open.get(0) : Dim.unknown();
  }

  private static Inferred reshape(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Dim>> target = target(context);
    if (target.isEmpty()) {
      return unknown(context);
    }
    List<Dim> dims = new ArrayList<>();
    boolean zeroKept = context.node().intOr("allowzero", 0) == 0;
    for (int i = 0; i < target.get().size(); i++) {
      Dim wanted = target.get().get(i);
      boolean copied = wanted.sizeOr(-1) == 0 && zeroKept;
      dims.add(
          copied
              ? input.isPresent() && i < input.get().rank() ? input.get().dim(i) : Dim.unknown()
              : wanted);
    }
    input.ifPresent(shape -> fillOpen(context, shape, dims));
    return Inferred.of(context.elements(0), new Shape(dims)).withIntegers(context.integers(0));
  }

  /** The target with -1 as unknown: from a constant, or from propagated dimensions. */
  private static Optional<List<Dim>> target(ShapeContext context) {
    if (context.constant(1).isPresent()) {
      return context
          .signedLongs(1)
          .map(longs -> longs.stream().map(n -> n < 0 ? Dim.unknown() : Dim.of(n)).toList());
    }
    Optional<List<Dim>> propagated = context.integers(1);
    List<Long> attribute = context.node().intsOr("shape", List.of());
    return propagated.isPresent() || attribute.isEmpty()
        ? propagated
        : Optional.of(attribute.stream().map(n -> n < 0 ? Dim.unknown() : Dim.of(n)).toList());
  }

  private static void fillOpen(ShapeContext context, Shape input, List<Dim> dims) {
    List<Integer> open = new ArrayList<>();
    List<Dim> rest = new ArrayList<>(input.dims());
    long known = 1;
    for (int i = 0; i < dims.size(); i++) {
      Dim dim = dims.get(i);
      if (dim instanceof Dim.Unknown) {
        open.add(i);
      } else if (dim.isKnown()) {
        known = Math.multiplyExact(known, dim.sizeOr(1));
      } else {
        rest.remove(dim);
      }
    }
    Dim all = product(rest);
    if (open.size() == 1 && all.isKnown() && known > 0) {
      if (all.sizeOr(0) % known != 0) {
        throw context.error("the input " + input + " does not divide into " + new Shape(dims));
      }
      dims.set(open.get(0), Dim.of(all.sizeOr(0) / known));
    } else if (open.size() == 1) {
      fillSymbol(dims, open.get(0), rest, known);
    } else if (open.isEmpty()
        && all.isKnown()
        && rest.size() == input.rank()
        && all.sizeOr(0) != known) {
      throw context.error(
          "the input " + input + " of " + all + " elements does not fit " + new Shape(dims));
    }
  }

  /** {@code (N, 2, 3)} into {@code (-1, 6)} leaves N. */
  private static void fillSymbol(List<Dim> dims, int at, List<Dim> rest, long known) {
    List<Dim> symbols = rest.stream().filter(dim -> !dim.isKnown()).toList();
    OptionalLong others =
        OptionalLong.of(
            rest.stream().mapToLong(dim -> dim.sizeOr(1)).reduce(1, Math::multiplyExact));
    if (symbols.size() == 1 && others.getAsLong() == known) {
      dims.set(at, symbols.get(0));
    }
  }

  private static Inferred transpose(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    List<Long> order = context.node().intsOr("perm", List.of());
    List<Dim> dims = new ArrayList<>(input.get().dims());
    if (order.isEmpty()) {
      Collections.reverse(dims);
    } else if (order.size() == dims.size()) {
      for (int i = 0; i < dims.size(); i++) {
        dims.set(i, input.get().dim(Math.toIntExact(order.get(i))));
      }
    } else {
      throw context.error("perm " + order + " does not fit the input " + input.get());
    }
    return Inferred.of(context.elements(0), new Shape(dims));
  }

  private static Inferred squeeze(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Long>> axes = context.longsOf(1, "axes");
    if (input.isEmpty() || (axes.isEmpty() && context.node().input(1).isPresent())) {
      return unknown(context);
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < input.get().rank(); i++) {
      boolean named =
          axes.isPresent()
              && (axes.get().contains((long) i)
                  || axes.get().contains((long) i - input.get().rank()));
      boolean dropped = axes.isPresent() ? named : input.get().size(i) == 1;
      if (!dropped) {
        dims.add(input.get().dim(i));
      }
    }
    return Inferred.of(context.elements(0), new Shape(dims)).withIntegers(context.integers(0));
  }

  private static Inferred unsqueeze(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Long>> axes = context.longsOf(1, "axes");
    if (input.isEmpty() || axes.isEmpty()) {
      return unknown(context);
    }
    int rank = input.get().rank() + axes.get().size();
    List<Dim> dims = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < rank; i++) {
      boolean added = axes.get().contains((long) i) || axes.get().contains((long) i - rank);
      dims.add(added ? Dim.of(1) : input.get().dim(next++));
    }
    return Inferred.of(context.elements(0), new Shape(dims)).withIntegers(context.integers(0));
  }

  private static Inferred expand(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Dim>> target = context.integers(1);
    return input.isPresent() && target.isPresent()
        ? Inferred.of(
            context.elements(0), Broadcast.of(context, input.get(), new Shape(target.get())))
        : Inferred.rankUnknown(context.elements(0));
  }

  private static Inferred cast(ShapeContext context) {
    ElementType to = ElementType.of(Math.toIntExact(context.node().intOr("to", 1)));
    return SameShape.asFirst(context, to).withIntegers(context.integers(0));
  }

  private static Inferred shapeOf(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(ElementType.INT64);
    }
    int rank = input.get().rank();
    int start = clamp(context.node().intOr("start", 0), rank);
    int end = Math.max(start, clamp(context.node().intOr("end", rank), rank));
    List<Dim> part = input.get().dims().subList(start, end);
    return Inferred.of(ElementType.INT64, Shape.of(part.size()))
        .withIntegers(Optional.of(List.copyOf(part)));
  }

  private static int clamp(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }
}
