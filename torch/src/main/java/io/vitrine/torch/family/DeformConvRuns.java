package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Convolutions whose windows move, or that go on from a state. */
final class DeformConvRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "DeformConv",
          OperatorFactory.of(DeformConvRuns::deformed),
          "CausalConvWithState",
          context -> DeformConvRuns::causal);

  private DeformConvRuns() {}

  /**
   * A convolution of images whose kernel cells are moved by offsets (N, groups 2 kh kw, oh, ow) and
   * weighed by a mask, sampled between four pixels, 0 beyond the image (Zhu and others, Deformable
   * ConvNets v2, 2019).
   */
  private static Tensor deformed(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    Tensor weight = call.input(1);
    Tensor offsets = call.input(2);
    long kernelHeight = weight.size(2);
    long kernelWidth = weight.size(3);
    long cells = kernelHeight * kernelWidth;
    SlidingWindow window = SlidingWindow.on(node, input, new long[] {kernelHeight, kernelWidth});
    long groups = node.intOr("offset_group", 1);
    long batch = input.size(0);
    long outHeight = offsets.size(2);
    long outWidth = offsets.size(3);
    Tensor moved = offsets.reshape(batch, groups, cells, 2, outHeight, outWidth);
    Tensor y = moved.select(3, 0).add(grid(window, 0, kernelWidth, outHeight, input));
    Tensor x = moved.select(3, 1).add(grid(window, 1, kernelWidth, outWidth, input));
    Tensor columns = sampled(input, y, x, groups);
    if (call.has(4)) {
      columns = columns.mul(call.input(4).reshape(batch, groups, 1, cells, outHeight, outWidth));
    }
    long parts = node.intOr("group", 1);
    long filters = weight.size(0);
    Tensor flat =
        columns.reshape(batch, parts, input.size(1) / parts * cells, outHeight * outWidth);
    Tensor result =
        weight
            .reshape(1, parts, filters / parts, -1)
            .matmul(flat)
            .reshape(batch, filters, outHeight, outWidth);
    return call.has(3) ? result.add(call.input(3).reshape(1, -1, 1, 1)) : result;
  }

  /** Where the kernel's cells lie along an axis before they move: (cells, oh, ow) spread. */
  private static Tensor grid(
      SlidingWindow window, int axis, long kernelWidth, long positions, Tensor like) {
    long cells = window.kernel()[0] * window.kernel()[1];
    Tensor cell = Fresh.upTo(cells);
    Scalar width = new Scalar(kernelWidth);
    Tensor own = axis == 0 ? cell.floor_divide(width) : cell.remainder(width);
    Tensor start =
        Fresh.upTo(positions)
            .mul(new Scalar(window.stride()[axis]))
            .sub(new Scalar(window.padding()[axis]));
    Tensor places =
        own.mul(new Scalar(window.dilation()[axis]))
            .reshape(-1, 1, 1)
            .add(axis == 0 ? start.reshape(1, -1, 1) : start.reshape(1, 1, -1));
    return places.to(NativeTensors.type(like));
  }

  /** Samples (N, groups, channels of a group, cells, oh, ow). */
  private static Tensor sampled(Tensor input, Tensor y, Tensor x, long groups) {
    long height = input.size(2);
    long width = input.size(3);
    long batch = input.size(0);
    long channels = input.size(1) / groups;
    Tensor flat = input.reshape(batch, groups, channels, height * width);
    Tensor top = torch.floor(y).detach();
    Tensor left = torch.floor(x).detach();
    Tensor sum = null;
    for (int corner = 0; corner < 4; corner++) {
      Scalar down = new Scalar(corner / 2);
      Scalar right = new Scalar(corner % 2);
      Tensor row = top.add(down);
      Tensor column = left.add(right);
      Tensor weight = near(y, row).mul(near(x, column));
      Tensor inside =
          torch.logical_and(within(row, height), within(column, width)).to(NativeTensors.type(x));
      Tensor place =
          row.clamp(limit(0), limit(height - 1.0))
              .mul(new Scalar((double) width))
              .add(column.clamp(limit(0), limit(width - 1.0)))
              .to(ScalarType.Long);
      long[] sizes = NativeTensors.sizes(place);
      Tensor at =
          place
              .reshape(batch, groups, 1, -1)
              .expand(batch, groups, channels, place.numel() / batch / groups);
      Tensor picked =
          torch
              .gather(flat, 3, at)
              .reshape(batch, groups, channels, sizes[2], sizes[3], sizes[4])
              .mul(weight.mul(inside).unsqueeze(2));
      sum = sum == null ? picked : sum.add(picked);
    }
    return java.util.Objects.requireNonNull(sum);
  }

  private static org.bytedeco.pytorch.ScalarOptional limit(double value) {
    return new org.bytedeco.pytorch.ScalarOptional(new Scalar(value));
  }

  private static Tensor near(Tensor place, Tensor pixel) {
    return place.sub(pixel).abs().neg().add(new Scalar(1));
  }

  private static Tensor within(Tensor place, long size) {
    return torch.logical_and(place.ge(new Scalar(0)), place.lt(new Scalar(size)));
  }

  /**
   * Each channel by itself over what came before and itself; gives the last inputs as the state.
   */
  private static List<NativeValue> causal(Call call) {
    Tensor input = call.input(0);
    Tensor weight = call.input(1);
    long reach = weight.size(2) - 1;
    Tensor past =
        call.has(3)
            ? call.input(3)
            : Fresh.filled(NativeTensors.type(input), 0, input.size(0), input.size(1), reach);
    Tensor all = torch.cat(new TensorVector(past, input), 2);
    TensorOptional bias = call.optional(2);
    long[] one = {1};
    Tensor result = torch.conv1d(all, weight, bias, one, new long[] {0}, one, input.size(1));
    boolean gated = !call.context().node().stringOr("activation", "none").equals("none");
    return List.of(
        call.typed(gated ? torch.silu(result) : result),
        call.typed(all.narrow(2, all.size(2) - reach, reach)));
  }
}
