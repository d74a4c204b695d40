package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Pooling over windows, over regions and over everything. */
final class Pools {
  static final List<Operator> ALL =
      List.of(
          entry("MaxPool", "MaxPool%dd", Pools::window).keeping(Keeps.POSITIONS),
          entry("AveragePool", "AvgPool%dd", Pools::window),
          entry("LpPool", "LPPool%dd", Pools::window).keeping(Keeps.INPUTS),
          entry("GlobalAveragePool", "AdaptiveAvgPool%dd", Pools::global),
          entry("GlobalMaxPool", "AdaptiveMaxPool%dd", Pools::global).keeping(Keeps.POSITIONS),
          entry("GlobalLpPool", "GlobalLPPool%dd", Pools::global).keeping(Keeps.INPUTS),
          entry("MaxUnpool", "MaxUnpool%dd", Pools::unpool).keeping(Keeps.INPUTS),
          entry("MaxRoiPool", "RoIPool", Pools::roiPool).keeping(Keeps.POSITIONS),
          entry("RoiAlign", "RoIAlign", Pools::roiAlign).keeping(Keeps.INPUTS));

  private Pools() {}

  private static Operator entry(String name, String layerName, ShapeRule rule) {
    return Operator.of(name, Category.POOLING, layerName, rule)
        .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT);
  }

  private static List<Window> windows(ShapeContext context, Shape input) {
    List<Window> windows =
        Window.of(context.node(), context.node().intsOr("kernel_shape", List.of()));
    if (input.rank() != windows.size() + 2) {
      throw context.error(
          "a kernel of " + windows.size() + " axes does not fit the input " + input);
    }
    return windows;
  }

  static Inferred window(ShapeContext context) {
    Optional<Shape> output =
        context
            .shape(0)
            .map(input -> Window.slideAll(input, input.dim(1), windows(context, input)));
    return Inferred.of(context.elements(0), output).and(ElementType.INT64, output);
  }

  private static Inferred global(ShapeContext context) {
    return global(context, 0);
  }

  /**
   * Spatial axes become 1.
   *
   * @param last how many axes stand behind them: 1 where the channels are last
   */
  static Inferred global(ShapeContext context, int last) {
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(
                input -> {
                  List<Dim> dims = new ArrayList<>(input.dims());
                  int end = Math.max(0, dims.size() - last);
                  Collections.fill(dims.subList(Math.min(2 - last, end), end), Dim.of(1));
                  return new Shape(dims);
                }));
  }

  /** The size that the pool had before it, or the one asked for. */
  private static Inferred unpool(ShapeContext context) {
    if (context.has(2)) {
      return Inferred.of(context.elements(0), context.dims(2).map(Shape::new));
    }
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .map(
                input -> {
                  List<Window> windows = windows(context, input);
                  List<Dim> dims = new ArrayList<>(List.of(input.dim(0), input.dim(1)));
                  for (int i = 0; i < windows.size(); i++) {
                    dims.add(windows.get(i).unslide(input.dim(2 + i), 0));
                  }
                  return new Shape(dims);
                }));
  }

  private static Inferred roiPool(ShapeContext context) {
    List<Long> size = context.node().intsOr("pooled_shape", List.of());
    return regions(context, Dim.of(size.get(0)), Dim.of(size.get(1)));
  }

  private static Inferred roiAlign(ShapeContext context) {
    return regions(
        context,
        Dim.of(context.node().intOr("output_height", 1)),
        Dim.of(context.node().intOr("output_width", 1)));
  }

  private static Inferred regions(ShapeContext context, Dim height, Dim width) {
    Dim count = context.shape(1).map(rois -> rois.dim(0)).orElse(Dim.unknown());
    Dim channels = context.shape(0).map(map -> map.dim(1)).orElse(Dim.unknown());
    return Inferred.of(context.elements(0), Shape.of(count, channels, height, width));
  }
}
