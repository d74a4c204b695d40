package io.vitrine.torch.arrange;

import static io.vitrine.torch.call.NativeTensors.wide;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that sample a tensor at other places: resized axes and grids of points. */
final class ResizingRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Resize", ResizingRuns::resize,
          "Upsample", OperatorFactory.of(ResizingRuns::upsample),
          "GridSample", OperatorFactory.of(ResizingRuns::gridSample),
          "AffineGrid", OperatorFactory.of(ResizingRuns::affineGrid));

  private ResizingRuns() {}

  /** Up to version 10 pixels were scaled from the corner and the nearest was the one below. */
  private static Tensor upsample(Call call) {
    Node node = call.context().node();
    double[] scales = call.has(1) ? call.doubles(1) : floats(node, "scales");
    return corner(call.input(0), scales, node.stringOr("mode", "nearest"));
  }

  private static double[] floats(Node node, String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.OfFloats found
        ? found.values().stream().mapToDouble(Float::doubleValue).toArray()
        : new double[] {};
  }

  private static Tensor corner(Tensor input, double[] scales, String mode) {
    Tensor result = wide(input);
    for (int axis = 0; axis < scales.length; axis++) {
      int old = (int) input.size(axis);
      int size = (int) Math.floor(old * scales[axis]);
      double scale = scales[axis];
      if (size != old) {
        DoubleUnaryOperator at = i -> i / scale;
        Taps taps =
            mode.equals("nearest")
                ? Taps.nearest(size, old, at, Taps.Nearest.FLOOR)
                : Taps.weighted(size, old, at, Taps::linear, 1, 1, false);
        result = taps.apply(result, axis);
      }
    }
    return result.alias();
  }

  private static OperatorRun resize(NodeContext context) {
    if (context.opset() < 11) {
      String mode = context.node().stringOr("mode", "nearest");
      return OperatorRun.of(call -> corner(call.input(0), call.doubles(1), mode));
    }
    return OperatorRun.of(ResizingRuns::resize);
  }

  private static Tensor resize(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    ScalarType type = NativeTensors.type(input);
    boolean nearest = node.stringOr("mode", "nearest").equals("nearest");
    Tensor result = nearest || input.is_floating_point() ? input : input.to(ScalarType.Float);
    ResizedAxes axes = ResizedAxes.of(call);
    Tensor outside = null;
    for (int i = 0; i < axes.count(); i++) {
      int axis = axes.axis(i);
      ResizedAxes.Axis plan = axes.plan(i);
      if (!plan.isUnchanged()) {
        result = taps(node, plan).apply(result, axis);
      }
      if (plan.extrapolates()) {
        outside = outside(outside, plan, axis, (int) input.dim());
      }
    }
    if (outside != null) {
      Scalar value = new Scalar(node.floatOr("extrapolation_value", 0));
      result = torch.where(outside, torch.full_like(result, value), result);
    }
    return result.is_floating_point() && !input.is_floating_point()
        ? result.round().to(type)
        : result.alias();
  }

  private static Taps taps(Node node, ResizedAxes.Axis plan) {
    boolean excludes = node.intOr("exclude_outside", 0) != 0;
    boolean smooth = node.intOr("antialias", 0) != 0;
    double stretch = smooth ? Math.min(1, plan.scale()) : 1;
    return switch (node.stringOr("mode", "nearest")) {
      case "nearest" ->
          Taps.nearest(
              plan.size(),
              plan.oldSize(),
              plan.coordinate(),
              Taps.Nearest.valueOf(
                  node.stringOr("nearest_mode", "round_prefer_floor").toUpperCase(Locale.ROOT)));
      case "linear" ->
          Taps.weighted(
              plan.size(), plan.oldSize(), plan.coordinate(), Taps::linear, 1, stretch, excludes);
      case "cubic" ->
          Taps.weighted(
              plan.size(),
              plan.oldSize(),
              plan.coordinate(),
              Taps.cubic(node.floatOr("cubic_coeff_a", -0.75f)),
              2,
              stretch,
              excludes);
      default ->
          throw new IllegalArgumentException(
              "mode: expected nearest, linear or cubic, found " + node.stringOr("mode", ""));
    };
  }

  private static Tensor outside(
      @org.jspecify.annotations.Nullable Tensor before, ResizedAxes.Axis plan, int axis, int rank) {
    long[] flags = new long[plan.size()];
    for (int i = 0; i < flags.length; i++) {
      double x = plan.coordinate().applyAsDouble(i);
      flags[i] = x < 0 || x > plan.oldSize() - 1 ? 1 : 0;
    }
    long[] along = Numbers.filled(rank, 1);
    along[axis] = flags.length;
    Tensor own = Fresh.longs(flags, along).to(ScalarType.Bool);
    return before == null ? own : torch.logical_or(before, own);
  }

  private static Tensor gridSample(Call call) {
    Node node = call.context().node();
    long mode =
        switch (node.stringOr("mode", "bilinear")) {
          case "bilinear", "linear" -> 0;
          case "nearest" -> 1;
          default -> 2;
        };
    long padding =
        List.of("zeros", "border", "reflection").indexOf(node.stringOr("padding_mode", "zeros"));
    boolean corners = node.intOr("align_corners", 0) != 0;
    Tensor grid = call.input(1).to(NativeTensors.type(call.input(0)));
    return torch.grid_sampler(call.input(0), grid, mode, padding, corners);
  }

  private static Tensor affineGrid(Call call) {
    boolean corners = call.context().node().intOr("align_corners", 0) != 0;
    return torch.affine_grid_generator(call.input(0), call.longs(1), corners);
  }
}
