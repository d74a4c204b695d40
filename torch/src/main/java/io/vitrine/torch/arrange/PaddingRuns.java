package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Operators that grow, cut, repeat or regroup a tensor. */
final class PaddingRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Pad", OperatorFactory.of(PaddingRuns::pad),
          "Tile", OperatorFactory.of(PaddingRuns::tile),
          "CenterCropPad", OperatorFactory.of(PaddingRuns::center),
          "DepthToSpace", OperatorFactory.of(PaddingRuns::depthToSpace),
          "SpaceToDepth", OperatorFactory.of(PaddingRuns::spaceToDepth),
          "Col2Im", OperatorFactory.of(PaddingRuns::columnsToImage));

  private PaddingRuns() {}

  /** Negative padding cuts; the modes other than constant pick elements of the input. */
  private static Tensor pad(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    long[] pads =
        call.longsOf(1, "pads").orElseGet(() -> Numbers.array(node.intsOr("paddings", List.of())));
    long[] axes = call.has(3) ? call.longs(3) : LongStream.range(0, input.dim()).toArray();
    String mode = node.stringOr("mode", "constant");
    double value = call.numberOr(2, node.floatOr("value", 0));
    Tensor result = input;
    for (int i = 0; i < axes.length; i++) {
      int axis = Numbers.axis(axes[i], input.dim());
      result = pad(result, axis, pads[i], pads[axes.length + i], mode, value);
    }
    return result.alias();
  }

  private static Tensor pad(
      Tensor input, int axis, long before, long after, String mode, double value) {
    long size = input.size(axis);
    if (before == 0 && after == 0) {
      return input;
    }
    if (mode.equals("constant")) {
      long[] pads = new long[2 * ((int) input.dim() - axis)];
      pads[pads.length - 2] = before;
      pads[pads.length - 1] = after;
      return torch.constant_pad_nd(input, pads, new Scalar(value));
    }
    long[] from = new long[Math.toIntExact(before + size + after)];
    for (int i = 0; i < from.length; i++) {
      from[i] = source(i - before, size, mode);
    }
    return input.index_select(axis, Fresh.list(from));
  }

  /** Which element stands at a position outside the input. */
  private static long source(long position, long size, String mode) {
    return switch (mode) {
      case "edge" -> Math.min(size - 1, Math.max(0, position));
      case "wrap" -> Math.floorMod(position, size);
      case "reflect" -> {
        long period = Math.max(1, 2 * (size - 1));
        long place = Math.floorMod(position, period);
        yield place < size ? place : period - place;
      }
      default ->
          throw new IllegalArgumentException(
              "mode: expected constant, reflect, edge or wrap, found " + mode);
    };
  }

  private static Tensor tile(Call call) {
    Tensor input = call.input(0);
    if (call.has(2)) { // version 1: how often, and along which axis
      long[] repeats = Numbers.filled((int) input.dim(), 1);
      repeats[(int) call.longs(2)[0]] = call.longs(1)[0];
      return input.repeat(repeats);
    }
    return input.repeat(call.longs(1));
  }

  /** Cuts or pads each axis evenly on both sides; of an odd number the end gets one more. */
  private static Tensor center(Call call) {
    Tensor result = call.input(0);
    long[] target = call.longs(1);
    List<Long> given = call.context().node().intsOr("axes", List.of());
    for (int i = 0; i < target.length; i++) {
      int axis = given.isEmpty() ? i : Numbers.axis(given.get(i), result.dim());
      long size = result.size(axis);
      if (size > target[i]) {
        result = result.narrow(axis, (size - target[i]) / 2, target[i]);
      } else {
        long before = (target[i] - size) / 2;
        result = pad(result, axis, before, target[i] - size - before, "constant", 0);
      }
    }
    return result.alias();
  }

  private static Tensor depthToSpace(Call call) {
    Node node = call.context().node();
    long block = node.intOr("blocksize", 1);
    Tensor input = call.input(0);
    long[] s = NativeTensors.sizes(input);
    long depth = s[1] / (block * block);
    boolean columns = node.stringOr("mode", "DCR").equals("CRD");
    Tensor parts =
        columns
            ? input.reshape(s[0], depth, block, block, s[2], s[3]).permute(0, 1, 4, 2, 5, 3)
            : input.reshape(s[0], block, block, depth, s[2], s[3]).permute(0, 3, 4, 1, 5, 2);
    return parts.reshape(s[0], depth, s[2] * block, s[3] * block);
  }

  private static Tensor spaceToDepth(Call call) {
    Node node = call.context().node();
    long block = node.intOr("blocksize", 1);
    boolean columns = node.stringOr("mode", "DCR").equals("CRD");
    Tensor input = call.input(0);
    long[] s = NativeTensors.sizes(input);
    long height = s[2] / block;
    long width = s[3] / block;
    return input
        .reshape(s[0], s[1], height, block, width, block)
        .permute(columns ? new long[] {0, 1, 3, 5, 2, 4} : new long[] {0, 3, 5, 1, 2, 4})
        .reshape(s[0], s[1] * block * block, height, width);
  }

  /**
   * Adds columns (N, C times the block, L) into an image at the places that a sliding block had
   * (ONNX, Col2Im), for any number of spatial axes.
   */
  private static Tensor columnsToImage(Call call) {
    Node node = call.context().node();
    long[] image = call.longs(1);
    long[] block = call.longs(2);
    int axes = image.length;
    long[] stride = list(node, "strides", axes, 1);
    long[] dilation = list(node, "dilations", axes, 1);
    long[] pads = list(node, "pads", 2 * axes, 0);
    Tensor input = call.input(0);
    long cells = Numbers.product(block, 0, axes);
    Tensor places = Fresh.whole(0).reshape(1, 1);
    long[] padded = new long[axes];
    for (int i = 0; i < axes; i++) {
      padded[i] = image[i] + pads[i] + pads[axes + i];
      long count = (padded[i] - dilation[i] * (block[i] - 1) - 1) / stride[i] + 1;
      Tensor own =
          Fresh.upTo(block[i])
              .mul(new Scalar(dilation[i]))
              .reshape(-1, 1)
              .add(Fresh.upTo(count).mul(new Scalar(stride[i])).reshape(1, -1));
      Tensor rows = places.mul(new Scalar(padded[i]));
      long[] s = NativeTensors.sizes(rows);
      places =
          rows.reshape(s[0], 1, s[1], 1)
              .add(own.reshape(1, block[i], 1, count))
              .reshape(s[0] * block[i], s[1] * count);
    }
    long batch = input.size(0);
    long channels = input.size(1) / cells;
    Tensor flat = input.reshape(batch, channels, cells * input.size(2));
    long all = Numbers.product(padded, 0, axes);
    Tensor at = places.reshape(1, 1, -1).expand(NativeTensors.sizes(flat));
    Tensor sum = torch.zeros_like(flat.narrow(2, 0, 1)).expand(batch, channels, all).contiguous();
    Tensor result = sum.scatter_add(2, at, flat);
    long[] shape =
        LongStream.concat(LongStream.of(batch, channels), LongStream.of(padded)).toArray();
    Tensor whole = result.reshape(shape);
    for (int i = 0; i < axes; i++) {
      whole = whole.narrow(i + 2, pads[i], image[i]);
    }
    return whole.alias();
  }

  private static long[] list(Node node, String attribute, int count, long otherwise) {
    List<Long> given = node.intsOr(attribute, List.of());
    return given.isEmpty() ? Numbers.filled(count, otherwise) : Numbers.array(given);
  }
}
