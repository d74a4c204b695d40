package io.vitrine.operator.arrange;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Element;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.SliceRange;
import io.vitrine.operator.shape.Types;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.Size;
import io.vitrine.operator.size.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that take parts of a tensor by their places, or put tensors together. */
final class Selections {
  static final List<Operator> ALL =
      List.of(
          entry("Concat", Selections::concat).reading(),
          entry("Slice", Selections::slice).keeping(Keeps.VIEW),
          entry("Split", Selections::split).keeping(Keeps.VIEW),
          Operator.of("Gather", Category.SHAPE, "Embedding", Selections::gather)
              .reading(Role.WEIGHT, Role.CONSTANT)
              .keeping(Keeps.INPUTS),
          entry("GatherElements", Selections::gatherElements).keeping(Keeps.INPUTS),
          entry("GatherND", Selections::gatherNd).keeping(Keeps.INPUTS));

  private Selections() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.SHAPE, name, rule)
        .reading(Role.WEIGHT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT);
  }

  private static Inferred concat(ShapeContext context) {
    Optional<Shape> all = context.shape(0);
    if (all.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = context.axis("axis", 1, all.get().rank());
    for (int i = 1; i < context.inputs() && all.isPresent(); i++) {
      Shape before = all.get();
      all = context.shape(i).map(next -> appended(context, axis, before, next));
    }
    return Inferred.of(context.elements(0), all).withValues(joined(context, axis));
  }

  private static Shape appended(ShapeContext context, int axis, Shape all, Shape next) {
    if (all.rank() != next.rank()) {
      throw context.error("the inputs " + all + " and " + next + " differ in rank");
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < all.rank(); i++) {
      Dim a = all.dim(i);
      Dim b = next.dim(i);
      if (i == axis) {
        dims.add(Sizes.plus(a, b));
      } else if (a.isKnown() && b.isKnown() && !a.equals(b)) {
        throw context.error("the inputs " + all + " and " + next + " differ off the axis " + axis);
      } else {
        dims.add(b.isKnown() || a instanceof Dim.Unknown ? b : a);
      }
    }
    return new Shape(dims);
  }

  private static Optional<Values> joined(ShapeContext context, int axis) {
    List<Values> parts = new ArrayList<>();
    for (int i = 0; i < context.inputs(); i++) {
      context.values(i).ifPresent(parts::add);
    }
    return parts.size() == context.inputs() ? Values.joined(axis, parts) : Optional.empty();
  }

  private static Inferred slice(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Optional<List<Element>> starts = context.bounds(1, "starts");
    Optional<List<Element>> ends = context.bounds(2, "ends");
    Optional<List<Long>> axes = context.longs(3, "axes");
    Optional<List<Long>> steps = context.longs(4);
    Shape shape = input.get();
    if ((context.has(3) && axes.isEmpty()) || (context.has(4) && steps.isEmpty())) {
      return Inferred.of(context.elements(0), Types.open(shape.rank()));
    }
    if (starts.isEmpty() || ends.isEmpty()) {
      return Inferred.of(context.elements(0), openAlong(context, shape, axes));
    }
    Optional<Values> values = context.values(0);
    for (int i = 0; i < starts.get().size(); i++) {
      int at = context.axis(axes.isPresent() ? axes.get().get(i) : i, shape.rank());
      long step = steps.isPresent() ? steps.get().get(i) : 1;
      Element start = starts.get().get(i);
      Element end = ends.get().get(i);
      values =
          start instanceof Element.Known from && end instanceof Element.Known to
              ? sliced(values, at, new SliceRange((long) from.value(), (long) to.value(), step))
              : Optional.empty();
      shape = shape.with(at, SliceRange.size(shape.dim(at), start, end, step));
    }
    return Inferred.of(context.elements(0), shape).withValues(values);
  }

  private static Optional<Values> sliced(Optional<Values> values, int axis, SliceRange range) {
    return values.flatMap(all -> all.sliced(axis, range));
  }

  /** The axes that are cut become unknown; which they are may not be known either. */
  private static Shape openAlong(ShapeContext context, Shape shape, Optional<List<Long>> axes) {
    if (axes.isEmpty()) {
      return Types.open(shape.rank());
    }
    Shape open = shape;
    for (int axis : context.axes(axes.get(), shape.rank())) {
      open = open.with(axis, Dim.unknown());
    }
    return open;
  }

  private static Inferred split(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = context.axis("axis", 0, input.get().rank());
    int parts = context.node().outputs().size();
    Optional<List<Long>> sizes = context.longs(1, "split");
    if (sizes.isPresent() && sizes.get().size() < parts) {
      throw context.error("its sizes " + sizes.get() + " do not fit " + parts + " outputs");
    }
    Dim whole = input.get().dim(axis);
    Inferred all = Inferred.nothing();
    long start = 0;
    for (int i = 0; i < parts; i++) {
      Dim dim =
          sizes.isPresent()
              ? Dim.of(sizes.get().get(i))
              : context.has(1) ? Dim.unknown() : part(whole, i, parts);
      SliceRange range = new SliceRange(start, start + dim.sizeOr(0), 1);
      Optional<Values> part =
          dim.isKnown()
              ? context.values(0).flatMap(values -> values.sliced(axis, range))
              : Optional.empty();
      all = all.and(ValueType.tensor(context.elements(0), input.get().with(axis, dim)), part);
      start += dim.sizeOr(0);
    }
    return all;
  }

  /** The size of one of equal parts, of which the last may be smaller. */
  private static Dim part(Dim whole, int index, int parts) {
    if (whole instanceof Dim.Known known) {
      long chunk = (known.size() + parts - 1) / parts;
      return Dim.of(Math.max(0, Math.min(chunk, known.size() - index * chunk)));
    }
    Dim even = Sizes.over(whole, Dim.of(parts));
    boolean isWhole = Size.of(even).filter(Size::isWhole).isPresent();
    Dim chunk = Sizes.map(whole, size -> size.ceilOver(parts));
    return isWhole ? even : index == 0 ? chunk : Dim.unknown();
  }

  private static Inferred gather(ShapeContext context) {
    Optional<Shape> data = context.shape(0);
    Optional<Shape> indices = context.shape(1);
    if (data.isEmpty() || indices.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int axis = context.axis("axis", 0, data.get().rank());
    List<Dim> dims = new ArrayList<>(data.get().dims().subList(0, axis));
    dims.addAll(indices.get().dims());
    dims.addAll(data.get().dims().subList(axis + 1, data.get().rank()));
    return Inferred.of(context.elements(0), new Shape(dims))
        .withValues(
            context
                .values(0)
                .flatMap(from -> context.values(1).flatMap(at -> from.gathered(axis, at))));
  }

  private static Inferred gatherElements(ShapeContext context) {
    return Inferred.of(context.elements(0), context.shape(1));
  }

  /**
   * Data (b..., d...), indices (b..., q..., k): the result is (b..., q...) and what is left of the
   * data behind the batch axes and the k indexed ones.
   */
  private static Inferred gatherNd(ShapeContext context) {
    Optional<Shape> data = context.shape(0);
    Optional<Shape> indices = context.shape(1);
    if (data.isEmpty() || indices.isEmpty() || indices.get().size(-1) < 0) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int batch = Math.toIntExact(context.node().intOr("batch_dims", 0));
    int indexed = Math.toIntExact(batch + indices.get().size(-1));
    if (indexed > data.get().rank()) {
      throw context.error("the indices " + indices.get() + " do not fit " + data.get());
    }
    List<Dim> dims = new ArrayList<>(indices.get().dims().subList(0, indices.get().rank() - 1));
    dims.addAll(data.get().dims().subList(indexed, data.get().rank()));
    return Inferred.of(context.elements(0), new Shape(dims));
  }
}
