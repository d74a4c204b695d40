package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Pools over regions of images, and what undoes a pool. */
final class RegionRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "RoiAlign", OperatorFactory.of(RegionRuns::align),
          "MaxRoiPool", OperatorFactory.of(RegionRuns::maxPool),
          "MaxUnpool", OperatorFactory.of(RegionRuns::unpool));

  private RegionRuns() {}

  /**
   * Images (N, C, H, W), regions (R, 4) as x1, y1, x2, y2 and the image of each: (R, C, oh, ow),
   * each cell the mean or the largest of points sampled between four pixels.
   */
  private static Tensor align(Call call) {
    Tensor images = call.input(0);
    double[] regions = call.doubles(1);
    long[] which = call.longs(2);
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < which.length; i++) {
      double[] region = java.util.Arrays.copyOfRange(regions, 4 * i, 4 * i + 4);
      results.add(RegionGrid.of(call, region).pooled(images.select(0, which[i])));
    }
    return torch.stack(new TensorVector(results.toArray(Tensor[]::new)), 0);
  }

  /**
   * Regions (R, 5): the image, x1, y1, x2, y2, rounded to whole pixels; the largest of each cell.
   */
  private static Tensor maxPool(Call call) {
    Node node = call.context().node();
    List<Long> shape = node.intsOr("pooled_shape", List.of(1L, 1L));
    double scale = node.floatOr("spatial_scale", 1);
    double[] regions = call.doubles(1);
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < regions.length; i += 5) {
      Tensor image = call.input(0).select(0, (long) regions[i]);
      long left = Math.round(regions[i + 1] * scale);
      long top = Math.round(regions[i + 2] * scale);
      long width = Math.max(1, Math.round(regions[i + 3] * scale) - left + 1);
      long height = Math.max(1, Math.round(regions[i + 4] * scale) - top + 1);
      List<Tensor> cells = new ArrayList<>();
      for (long y = 0; y < shape.get(0); y++) {
        Tensor rows = part(image, 1, top, height, y, shape.get(0));
        for (long x = 0; x < shape.get(1); x++) {
          Tensor cell = part(rows, 2, left, width, x, shape.get(1));
          cells.add(
              cell.numel() == 0
                  ? torch.zeros_like(image.select(2, 0).select(1, 0))
                  : cell.amax(new long[] {1, 2}, false));
        }
      }
      results.add(stacked(cells, 1).reshape(image.size(0), shape.get(0), shape.get(1)));
    }
    return stacked(results, 0);
  }

  private static Tensor stacked(List<Tensor> tensors, long axis) {
    return torch.stack(new TensorVector(tensors.toArray(Tensor[]::new)), axis);
  }

  private static Tensor part(Tensor image, int axis, long start, long size, long cell, long cells) {
    long limit = image.size(axis);
    long from =
        Math.min(limit, Math.max(0, start + (long) Math.floor((double) cell * size / cells)));
    long to = Math.min(limit, Math.max(0, start + (long) Math.ceil((cell + 1.0) * size / cells)));
    return image.narrow(axis, from, Math.max(0, to - from));
  }

  /**
   * Puts each number back where its pool found it. The places count within the size that the window
   * implies; a larger output_shape adds zeros behind.
   */
  private static Tensor unpool(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    long[] sizes = NativeTensors.sizes(input);
    List<Long> kernel = node.intsOr("kernel_shape", List.of());
    int axes = kernel.size();
    long[] implied = sizes.clone();
    for (int i = 0; i < axes; i++) {
      long stride = node.intsOr("strides", java.util.Collections.nCopies(axes, 1L)).get(i);
      List<Long> pads = node.intsOr("pads", java.util.Collections.nCopies(2 * axes, 0L));
      implied[i + 2] =
          (sizes[i + 2] - 1) * stride + kernel.get(i) - pads.get(i) - pads.get(axes + i);
    }
    Tensor flat =
        Fresh.filled(NativeTensors.type(input), 0, Numbers.product(implied, 0, implied.length));
    Tensor placed = flat.scatter(0, call.input(1).reshape(-1), input.reshape(-1)).reshape(implied);
    if (!call.has(2)) {
      return placed;
    }
    long[] wanted = call.longs(2);
    long[] before = new long[axes];
    long[] after = new long[axes];
    for (int i = 0; i < axes; i++) {
      after[i] = wanted[i + 2] - implied[i + 2];
    }
    return SlidingWindow.pad(placed, before, after, 0);
  }

  /** The mean or the largest over the last axis. */
  static Tensor reduced(Tensor samples, boolean largest) {
    return largest
        ? samples.amax(new long[] {-1}, false)
        : samples
            .sum(new long[] {-1}, false, new org.bytedeco.pytorch.ScalarTypeOptional())
            .div(new Scalar((double) samples.size(-1)));
  }
}
