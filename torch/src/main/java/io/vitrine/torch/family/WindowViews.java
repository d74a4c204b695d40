package io.vitrine.torch.family;

import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** Sums over a sliding window with any stride and dilation, for pools that libtorch lacks. */
final class WindowViews {
  private WindowViews() {}

  /** The sums over the window, of an input that holds its padding. */
  static Tensor sums(Tensor padded, SlidingWindow window) {
    Tensor result = padded;
    for (int i = 0; i < window.kernel().length; i++) {
      result = sums(result, i + 2, window.kernel()[i], window.stride()[i], window.dilation()[i]);
    }
    return result;
  }

  private static Tensor sums(Tensor input, int axis, long kernel, long stride, long dilation) {
    long positions = (input.size(axis) - dilation * (kernel - 1) - 1) / stride + 1;
    long[] places =
        LongStream.range(0, positions * kernel)
            .map(i -> i / kernel * stride + i % kernel * dilation)
            .toArray();
    long[] sizes = NativeTensors.sizes(input);
    long[] split = Arrays.copyOf(sizes, sizes.length + 1);
    System.arraycopy(sizes, axis + 1, split, axis + 2, sizes.length - axis - 1);
    split[axis] = positions;
    split[axis + 1] = kernel;
    return input
        .index_select(axis, Fresh.list(places))
        .reshape(split)
        .sum(new long[] {axis + 1L}, false, new ScalarTypeOptional());
  }
}
