package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pools over one to three spatial axes. */
final class PoolRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "MaxPool", OperatorFactory.ofAll(PoolRuns::maxPool),
          "AveragePool", OperatorFactory.of(PoolRuns::averagePool),
          "LpPool", OperatorFactory.of(PoolRuns::lpPool),
          "GlobalAveragePool", OperatorFactory.of(PoolRuns::globalAverage),
          "GlobalMaxPool", OperatorFactory.of(call -> call.input(0).amax(spatial(call), true)),
          "GlobalLpPool", OperatorFactory.of(PoolRuns::globalLp));

  private PoolRuns() {}

  private static SlidingWindow window(Call call) {
    Node node = call.context().node();
    long[] kernel = Numbers.array(node.intsOr("kernel_shape", List.of()));
    return SlidingWindow.on(node, call.input(0), kernel);
  }

  private static long[] spatial(Call call) {
    return LongStream.range(2, call.input(0).dim()).toArray();
  }

  /** The p-th root of the sum of |x|^p over each window. */
  private static Tensor lpPool(Call call) {
    SlidingWindow window = window(call);
    double p = call.context().node().intOr("p", 2);
    Tensor powers = call.input(0).abs().pow(new Scalar(p));
    return WindowViews.sums(window.pad(powers, 0), window).pow(new Scalar(1 / p));
  }

  private static Tensor globalLp(Call call) {
    double p = call.context().node().intOr("p", 2);
    Tensor powers = call.input(0).abs().pow(new Scalar(p));
    return powers.sum(spatial(call), true, new ScalarTypeOptional()).pow(new Scalar(1 / p));
  }

  private static Tensor globalAverage(Call call) {
    return call.input(0).mean(spatial(call), true, new ScalarTypeOptional());
  }

  private static List<Tensor> maxPool(Call call) {
    SlidingWindow window = window(call);
    Tensor input = call.input(0);
    if (!input.is_floating_point()) {
      ScalarType type = NativeTensors.type(input);
      return List.of(max(input.to(ScalarType.Float), window).to(type));
    }
    return call.context().wants(1)
        ? maxWithIndices(call, input, window)
        : List.of(max(input, window));
  }

  private static Tensor max(Tensor input, SlidingWindow window) {
    boolean fits = window.isEvenAndSmall();
    Tensor x = fits ? input : window.pad(input, Double.NEGATIVE_INFINITY);
    long[] padding = fits ? window.padding() : window.none();
    long[] kernel = window.kernel();
    long[] stride = window.stride();
    long[] dilation = window.dilation();
    return switch (kernel.length) {
      case 1 -> torch.max_pool1d(x, kernel, stride, padding, dilation, false);
      case 2 -> torch.max_pool2d(x, kernel, stride, padding, dilation, false);
      case 3 -> torch.max_pool3d(x, kernel, stride, padding, dilation, false);
      default -> throw spatialAxes(kernel.length);
    };
  }

  private static IllegalArgumentException spatialAxes(int found) {
    return new IllegalArgumentException("expected a kernel of 1 to 3 axes, found " + found);
  }

  private static List<Tensor> maxWithIndices(Call call, Tensor input, SlidingWindow window) {
    if (!window.isEvenAndSmall()) {
      throw new IllegalArgumentException("the engine gives indices for even padding only");
    }
    long[] kernel = window.kernel();
    long[] stride = window.stride();
    long[] padding = window.padding();
    long[] dilation = window.dilation();
    T_TensorTensor_T both =
        switch (kernel.length) {
          case 1 -> torch.max_pool1d_with_indices(input, kernel, stride, padding, dilation, false);
          case 2 -> torch.max_pool2d_with_indices(input, kernel, stride, padding, dilation, false);
          case 3 -> torch.max_pool3d_with_indices(input, kernel, stride, padding, dilation, false);
          default -> throw spatialAxes(kernel.length);
        };
    boolean columnMajor = call.context().node().intOr("storage_order", 0) != 0;
    Tensor indices = columnMajor ? columnMajor(both.get1(), input) : both.get1();
    return List.of(both.get0().alias(), indices.add(channelStarts(input)));
  }

  private static Tensor columnMajor(Tensor indices, Tensor input) {
    if (input.dim() != 4) {
      throw new IllegalArgumentException("the engine gives column-major indices for images only");
    }
    Scalar width = new Scalar(input.size(3));
    Tensor row = indices.floor_divide(width);
    return indices.remainder(width).mul(new Scalar(input.size(2))).add(row);
  }

  /** libtorch counts an index from its channel's first element, ONNX from the tensor's. */
  private static Tensor channelStarts(Tensor input) {
    long[] sizes = NativeTensors.sizes(input);
    long cells = Numbers.product(sizes, 2, sizes.length);
    long[] shape = Numbers.filled(sizes.length, 1);
    shape[0] = sizes[0];
    shape[1] = sizes[1];
    Scalar channels = new Scalar(sizes[0] * sizes[1]);
    return torch
        .arange(channels, new TensorOptions(ScalarType.Long))
        .mul(new Scalar(cells))
        .reshape(shape);
  }

  /**
   * The mean over each window. With uneven padding, the mean with zeros is divided by the share of
   * the window that counts: the input and, with {@code count_include_pad}, its padding.
   */
  private static Tensor averagePool(Call call) {
    Node node = call.context().node();
    SlidingWindow window = window(call);
    boolean includePads = node.intOr("count_include_pad", 0) == 1;
    Tensor input = call.input(0);
    if (node.intsOr("dilations", List.of()).stream().anyMatch(d -> d != 1)) {
      Tensor cells = torch.ones_like(input.narrow(0, 0, 1).narrow(1, 0, 1));
      Tensor counts = WindowViews.sums(window.padCounted(cells, includePads), window);
      return WindowViews.sums(window.pad(input, 0), window).div(counts);
    }
    if (window.isEvenAndSmall() && !(includePads && window.isExtended())) {
      return average(input, window, window.padding(), includePads);
    }
    Tensor mean = average(window.pad(input, 0), window, window.none(), true);
    Tensor ones = torch.ones_like(input.narrow(0, 0, 1).narrow(1, 0, 1));
    Tensor counted = window.padCounted(ones, includePads);
    return mean.div(average(counted, window, window.none(), true));
  }

  private static Tensor average(
      Tensor input, SlidingWindow window, long[] padding, boolean includePads) {
    long[] kernel = window.kernel();
    long[] stride = window.stride();
    LongOptional divisor = new LongOptional();
    return switch (kernel.length) {
      case 1 -> torch.avg_pool1d(input, kernel, stride, padding, false, includePads);
      case 2 -> torch.avg_pool2d(input, kernel, stride, padding, false, includePads, divisor);
      case 3 -> torch.avg_pool3d(input, kernel, stride, padding, false, includePads, divisor);
      default -> throw spatialAxes(kernel.length);
    };
  }
}
