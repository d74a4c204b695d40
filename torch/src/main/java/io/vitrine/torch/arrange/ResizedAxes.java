package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Which axes a Resize changes, to which sizes, and where the new elements lie on the old axes. */
final class ResizedAxes {
  /**
   * One axis.
   *
   * @param oldSize its elements before
   * @param size its elements after
   * @param scale the new size over the old one, as the node gives it
   * @param coordinate where a new element lies among the old ones
   * @param extrapolates whether coordinates outside take a value of their own
   */
  record Axis(
      int oldSize, int size, double scale, DoubleUnaryOperator coordinate, boolean extrapolates) {
    boolean isUnchanged() {
      return oldSize == size && scale == 1 && !extrapolates;
    }
  }

  private final List<Integer> numbers = new ArrayList<>();
  private final List<Axis> plans = new ArrayList<>();

  private ResizedAxes() {}

  int count() {
    return numbers.size();
  }

  int axis(int index) {
    return numbers.get(index);
  }

  Axis plan(int index) {
    return plans.get(index);
  }

  /** The axes of a Resize of version 11 or later: its inputs are X, roi, scales and sizes. */
  static ResizedAxes of(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    List<Long> given = node.intsOr("axes", List.of());
    int count = given.isEmpty() ? (int) input.dim() : given.size();
    double[] roi = call.has(1) ? call.doubles(1) : new double[0];
    double[] scales = call.has(2) ? call.doubles(2) : new double[0];
    ResizedAxes axes = new ResizedAxes();
    long[] sizes = scales.length > 0 ? new long[0] : call.longs(3);
    for (int i = 0; i < count; i++) {
      axes.numbers.add(given.isEmpty() ? i : Numbers.axis(given.get(i), input.dim()));
    }
    double common = common(node, input, axes.numbers, sizes);
    for (int i = 0; i < count; i++) {
      int old = (int) input.size(axes.numbers.get(i));
      double start = roi.length == 2 * count ? roi[i] : 0;
      double end = roi.length == 2 * count ? roi[count + i] : 1;
      axes.plans.add(plan(node, old, scales, sizes, common, i, start, end));
    }
    return axes;
  }

  /** The one scale that keeps the aspect ratio, 0 where each axis has its own. */
  private static double common(Node node, Tensor input, List<Integer> axes, long[] sizes) {
    String policy = node.stringOr("keep_aspect_ratio_policy", "stretch");
    if (sizes.length == 0 || policy.equals("stretch")) {
      return 0;
    }
    boolean larger = policy.equals("not_smaller");
    double common = larger ? 0 : Double.MAX_VALUE;
    for (int i = 0; i < sizes.length; i++) {
      double own = (double) sizes[i] / input.size(axes.get(i));
      common = larger ? Math.max(common, own) : Math.min(common, own);
    }
    return common;
  }

  private static Axis plan(
      Node node,
      int old,
      double[] scales,
      long[] sizes,
      double common,
      int index,
      double start,
      double end) {
    double scale;
    int size;
    if (scales.length > 0) {
      scale = scales[index];
      size = (int) Math.floor(old * scale);
    } else {
      scale = common > 0 ? common : (double) sizes[index] / old;
      size = common > 0 ? (int) Math.floor(common * old + 0.5) : (int) sizes[index];
    }
    String mode = node.stringOr("coordinate_transformation_mode", "half_pixel");
    DoubleUnaryOperator at = coordinate(mode, old, size, scale, start, end);
    return new Axis(old, size, scale, at, mode.equals("tf_crop_and_resize"));
  }

  private static DoubleUnaryOperator coordinate(
      String mode, int old, int size, double scale, double start, double end) {
    double length = scale * old;
    return switch (mode) {
      case "half_pixel" -> i -> (i + 0.5) / scale - 0.5;
      case "half_pixel_symmetric" -> {
        double offset = old / 2.0 * (1 - size / length);
        yield i -> offset + (i + 0.5) / scale - 0.5;
      }
      case "pytorch_half_pixel" -> i -> length > 1 ? (i + 0.5) / scale - 0.5 : 0;
      case "align_corners" -> i -> length == 1 ? 0 : i * (old - 1) / (length - 1);
      case "asymmetric" -> i -> i / scale;
      case "tf_half_pixel_for_nn" -> i -> (i + 0.5) / scale;
      case "tf_crop_and_resize" ->
          i ->
              length == 1
                  ? 0.5 * (start + end) * (old - 1)
                  : start * (old - 1) + i * (end - start) * (old - 1) / (length - 1);
      default -> throw new IllegalArgumentException("no coordinates are called " + mode);
    };
  }
}
