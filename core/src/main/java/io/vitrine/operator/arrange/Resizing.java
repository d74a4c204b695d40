package io.vitrine.operator.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Element;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Types;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that make maps larger or smaller, by repeating, moving or interpolating values. */
final class Resizing {
  static final List<Operator> ALL =
      List.of(
          entry("Pad", Category.SHAPE, Resizing::pad),
          entry("Tile", Category.SHAPE, Resizing::tile),
          entry("DepthToSpace", Category.SHAPE, Resizing::depthToSpace),
          entry("SpaceToDepth", Category.SHAPE, Resizing::spaceToDepth),
          entry("CenterCropPad", Category.SHAPE, Resizing::centerCropPad),
          entry("Col2Im", Category.SHAPE, Resizing::fold),
          entry("Resize", Category.OTHER, Resizing::resize),
          entry("Upsample", Category.OTHER, Resizing::resize),
          entry("GridSample", Category.OTHER, Resizing::gridSample).keeping(Keeps.INPUTS),
          entry("AffineGrid", Category.OTHER, Resizing::affineGrid));

  private Resizing() {}

  private static Operator entry(String name, Category category, ShapeRule rule) {
    return Operator.of(name, category, name, rule)
        .reading(Role.WEIGHT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT)
        .keeping(Keeps.NOTHING);
  }

  private static Inferred pad(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Shape shape = input.get();
    Optional<List<Long>> pads = context.longs(1, "pads");
    Optional<List<Long>> axes = context.longs(3);
    if (pads.isEmpty() || (context.has(3) && axes.isEmpty())) {
      return Inferred.of(context.elements(0), Types.open(shape.rank()));
    }
    int count = pads.get().size() / 2;
    if (axes.map(List::size).orElse(shape.rank()) != count) {
      throw context.error("pads " + pads.get() + " do not fit the input " + shape);
    }
    for (int i = 0; i < count; i++) {
      int at = context.axis(axes.isPresent() ? axes.get().get(i) : i, shape.rank());
      long added = pads.get().get(i) + pads.get().get(count + i);
      shape = shape.with(at, Sizes.map(shape.dim(at), size -> size.plus(added)));
    }
    return Inferred.of(context.elements(0), shape);
  }

  private static Inferred tile(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<List<Dim>> repeats = context.values(1).map(Values::dims);
    if (context.opset() < 6 || input.isEmpty()) {
      return Inferred.of(context.elements(0), input.map(shape -> Types.open(shape.rank())));
    }
    if (repeats.isEmpty()) {
      return Inferred.of(context.elements(0), Types.open(input.get().rank()));
    }
    if (repeats.get().size() != input.get().rank()) {
      throw context.error("repeats " + repeats.get() + " do not fit the input " + input.get());
    }
    return Inferred.of(
        context.elements(0),
        new Shape(
            IntStream.range(0, input.get().rank())
                .mapToObj(i -> Sizes.times(input.get().dim(i), repeats.get().get(i)))
                .toList()));
  }

  private static Dim divided(Dim dim, long by) {
    return Sizes.map(dim, size -> size.floorOver(by));
  }

  private static long block(ShapeContext context) {
    long block = context.node().intOr("blocksize", 0);
    if (block < 1) {
      throw context.error("expected a blocksize of 1 or more, found " + block);
    }
    return block;
  }

  /** (N, C, H, W) to (N, C / b b, H b, W b). */
  private static Inferred depthToSpace(ShapeContext context) {
    long block = block(context);
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(
                x ->
                    Shape.of(
                        x.dim(0),
                        divided(x.dim(1), block * block),
                        Sizes.times(x.dim(2), Dim.of(block)),
                        Sizes.times(x.dim(3), Dim.of(block)))));
  }

  /** (N, C, H, W) to (N, C b b, H / b, W / b). */
  private static Inferred spaceToDepth(ShapeContext context) {
    long block = block(context);
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(
                x ->
                    Shape.of(
                        x.dim(0),
                        Sizes.times(x.dim(1), Dim.of(block * block)),
                        divided(x.dim(2), block),
                        divided(x.dim(3), block))));
  }

  private static Inferred centerCropPad(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int rank = input.get().rank();
    List<Integer> axes = context.axes("axes", rank);
    Optional<List<Dim>> target = context.dims(1);
    Shape shape = input.get();
    for (int i = 0; i < axes.size(); i++) {
      int at = i;
      shape = shape.with(axes.get(i), target.map(dims -> dims.get(at)).orElse(Dim.unknown()));
    }
    return Inferred.of(context.elements(0), shape);
  }

  /** (N, C k, L) columns to (N, C, image...), k being the block's elements. */
  private static Inferred fold(ShapeContext context) {
    Optional<List<Dim>> image = context.dims(1);
    Optional<List<Long>> block = context.longs(2);
    if (image.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Dim channels = Dim.unknown();
    if (context.shape(0).isPresent() && block.isPresent()) {
      long elements = block.get().stream().reduce(1L, Math::multiplyExact);
      channels = divided(context.shape(0).get().dim(1), elements);
    }
    List<Dim> dims = new ArrayList<>();
    dims.add(context.shape(0).map(shape -> shape.dim(0)).orElse(Dim.unknown()));
    dims.add(channels);
    dims.addAll(image.get());
    return Inferred.of(context.elements(0), new Shape(dims));
  }

  /**
   * Sizes given (input 3, from operator set 11), or scales (input 2; input 1 in operator set 10; an
   * attribute before): {@code floor(size * scale)}. Newer sets may name axes, and keep the aspect
   * ratio.
   */
  private static Inferred resize(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    int rank = input.get().rank();
    List<Integer> axes = context.axes("axes", rank);
    Optional<List<Dim>> sizes = context.values(3).map(Values::dims);
    if (context.has(3)) {
      return Inferred.of(
          context.elements(0),
          sizes
              .map(wanted -> sized(context, input.get(), axes, wanted))
              .orElseGet(() -> open(input.get(), axes)));
    }
    boolean older = context.node().operator().equals("Upsample") || context.opset() < 11;
    Optional<List<Double>> scales = scales(context, older ? 1 : 2);
    return Inferred.of(
        context.elements(0),
        scales
            .map(factors -> scaled(context, input.get(), axes, factors))
            .orElseGet(() -> open(input.get(), axes)));
  }

  private static Optional<List<Double>> scales(ShapeContext context, int input) {
    if (context.node().attributes().get("scales") instanceof Attribute.OfFloats floats) {
      return Optional.of(floats.values().stream().map(Float::doubleValue).toList());
    }
    return context.values(input).flatMap(Values::doubles);
  }

  private static Shape open(Shape input, List<Integer> axes) {
    Shape open = input;
    for (int axis : axes) {
      open = open.with(axis, Dim.unknown());
    }
    return open;
  }

  private static Shape scaled(
      ShapeContext context, Shape input, List<Integer> axes, List<Double> factors) {
    requireAxes(context, axes, factors.size());
    Shape shape = input;
    for (int i = 0; i < axes.size(); i++) {
      Dim dim = input.dim(axes.get(i));
      double factor = factors.get(i);
      shape = shape.with(axes.get(i), scaled(dim, factor));
    }
    return shape;
  }

  private static Dim scaled(Dim dim, double factor) {
    if (dim.isKnown()) {
      return Dim.of((long) Math.floor(dim.sizeOr(0) * factor));
    }
    return Element.of(factor)
        .asSize()
        .map(exact -> Sizes.map(dim, size -> size.times(exact).floor()))
        .orElse(Dim.unknown());
  }

  private static void requireAxes(ShapeContext context, List<Integer> axes, int given) {
    if (axes.size() != given) {
      throw context.error(given + " sizes or scales do not fit " + axes.size() + " axes");
    }
  }

  private static Shape sized(
      ShapeContext context, Shape input, List<Integer> axes, List<Dim> wanted) {
    requireAxes(context, axes, wanted.size());
    String policy = context.node().stringOr("keep_aspect_ratio_policy", "stretch");
    Shape shape = input;
    if (policy.equals("stretch")) {
      for (int i = 0; i < axes.size(); i++) {
        shape = shape.with(axes.get(i), wanted.get(i));
      }
      return shape;
    }
    if (!input.isKnown() || !wanted.stream().allMatch(Dim::isKnown)) {
      return open(input, axes);
    }
    double[] ratios =
        IntStream.range(0, axes.size())
            .mapToDouble(i -> (double) wanted.get(i).sizeOr(0) / input.size(axes.get(i)))
            .toArray();
    double scale =
        policy.equals("not_larger")
            ? Arrays.stream(ratios).min().orElse(1)
            : Arrays.stream(ratios).max().orElse(1);
    for (int axis : axes) {
      shape = shape.with(axis, Dim.of(Math.round(scale * input.size(axis))));
    }
    return shape;
  }

  /** Input (N, C, ...), grid (N, out..., axes). */
  private static Inferred gridSample(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> grid = context.shape(1);
    if (grid.isEmpty()) {
      return Inferred.of(
          context.elements(0),
          input.map(x -> open(x, IntStream.range(2, x.rank()).boxed().toList())));
    }
    List<Dim> dims = new ArrayList<>();
    dims.add(grid.get().dim(0));
    dims.add(input.map(x -> x.dim(1)).orElse(Dim.unknown()));
    dims.addAll(grid.get().dims().subList(1, grid.get().rank() - 1));
    return Inferred.of(context.elements(0), new Shape(dims));
  }

  /** Size (N, C, out...) to grid (N, out..., axes). */
  private static Inferred affineGrid(ShapeContext context) {
    Optional<List<Dim>> size = context.dims(1);
    if (size.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    List<Dim> dims = new ArrayList<>();
    dims.add(size.get().get(0));
    dims.addAll(size.get().subList(2, size.get().size()));
    dims.add(Dim.of(size.get().size() - 2));
    return Inferred.of(context.elements(0), new Shape(dims));
  }
}
