package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The window of a convolution or pool as it lies on an input of known size: kernel, stride and
 * dilation for each spatial axis, and the padding before and after the input, with {@code auto_pad}
 * and {@code ceil_mode} worked out (ONNX, Conv and MaxPool).
 *
 * <p>The number of positions along an axis is {@code floor((size + before + after - dilation
 * (kernel - 1) - 1) / stride) + 1}. With {@code ceil_mode} it is rounded up, but no window begins
 * beyond the input and its padding before; {@code after} grows to hold the last window.
 */
final class SlidingWindow {
  private final long[] kernel;
  private final long[] stride;
  private final long[] dilation;
  private final long[] before;
  private final long[] after;
  private final long[] extension;

  private SlidingWindow(Node node, long[] kernel) {
    int axes = kernel.length;
    this.kernel = kernel;
    this.stride = ints(node, "strides", axes, 1);
    this.dilation = ints(node, "dilations", axes, 1);
    long[] pads = ints(node, "pads", 2 * axes, 0);
    this.before = java.util.Arrays.copyOf(pads, axes);
    this.after = java.util.Arrays.copyOfRange(pads, axes, 2 * axes);
    this.extension = new long[axes];
  }

  private static long[] ints(Node node, String attribute, int count, long otherwise) {
    List<Long> given = node.intsOr(attribute, List.of());
    if (given.isEmpty()) {
      return Numbers.filled(count, otherwise);
    }
    if (given.size() != count) {
      throw new IllegalArgumentException(
          "expected " + count + " " + attribute + ", found " + given);
    }
    return Numbers.array(given);
  }

  /** The window of a node on an input (N, C, spatial axes). */
  static SlidingWindow on(Node node, Tensor input, long[] kernel) {
    long[] sizes = NativeTensors.sizes(input);
    if (sizes.length != kernel.length + 2) {
      throw new IllegalArgumentException(
          "a window of " + kernel.length + " axes on an input of rank " + sizes.length);
    }
    SlidingWindow window = new SlidingWindow(node, kernel);
    String autoPad = node.stringOr("auto_pad", "NOTSET");
    for (int i = 0; i < kernel.length; i++) {
      long size = sizes[i + 2];
      if (autoPad.startsWith("SAME")) {
        window.padToSame(i, size, autoPad.equals("SAME_LOWER"));
      } else if (autoPad.equals("VALID")) {
        window.before[i] = 0;
        window.after[i] = 0;
      }
      if (node.intOr("ceil_mode", 0) == 1) {
        window.padToCeiling(i, size);
      }
    }
    return window;
  }

  private long reach(int axis) {
    return dilation[axis] * (kernel[axis] - 1) + 1;
  }

  private void padToSame(int axis, long size, boolean lower) {
    long positions = (size + stride[axis] - 1) / stride[axis];
    long total = Math.max(0, (positions - 1) * stride[axis] + reach(axis) - size);
    before[axis] = lower ? (total + 1) / 2 : total / 2;
    after[axis] = total - before[axis];
  }

  private void padToCeiling(int axis, long size) {
    long room = size + before[axis] + after[axis] - reach(axis);
    long steps = (room + stride[axis] - 1) / stride[axis];
    if (steps * stride[axis] >= size + before[axis]) {
      steps--;
    }
    long needed = steps * stride[axis] + reach(axis) - size - before[axis];
    extension[axis] = Math.max(0, needed - after[axis]);
    after[axis] += extension[axis];
  }

  long[] kernel() {
    return kernel;
  }

  long[] stride() {
    return stride;
  }

  long[] dilation() {
    return dilation;
  }

  /** The padding on either side, where both sides are equal. */
  long[] padding() {
    return before;
  }

  /** The padding after the input on each axis. */
  long[] after() {
    return after;
  }

  long[] none() {
    return new long[kernel.length];
  }

  /** Whether both sides of every axis have the same padding, as libtorch's operators want it. */
  boolean isEven() {
    return java.util.Arrays.equals(before, after);
  }

  /** Whether libtorch's pools take the padding: even, and half the kernel at most. */
  boolean isEvenAndSmall() {
    for (int i = 0; i < kernel.length; i++) {
      if (before[i] > kernel[i] / 2) {
        return false;
      }
    }
    return isEven();
  }

  /** Whether {@code ceil_mode} made a window reach beyond the padding asked for. */
  boolean isExtended() {
    return java.util.Arrays.stream(extension).anyMatch(cells -> cells > 0);
  }

  /**
   * Ones on the cells that a mean counts, zeros on the rest of the padded input: the input, and its
   * padding where that counts, never what {@code ceil_mode} added.
   */
  Tensor padCounted(Tensor ones, boolean countPadding) {
    if (!countPadding) {
      return pad(ones, 0);
    }
    long[] declared = after.clone();
    for (int i = 0; i < declared.length; i++) {
      declared[i] -= extension[i];
    }
    return pad(pad(ones, before, declared, 1), none(), extension, 0);
  }

  /** The input with this window's padding around it, filled with a number. */
  Tensor pad(Tensor input, double value) {
    return pad(input, before, after, value);
  }

  /** Pads the spatial axes; a negative padding cuts. */
  static Tensor pad(Tensor input, long[] before, long[] after, double value) {
    int axes = before.length;
    long[] pads = new long[2 * axes];
    for (int i = 0; i < axes; i++) {
      pads[2 * (axes - 1 - i)] = before[i];
      pads[2 * (axes - 1 - i) + 1] = after[i];
    }
    return torch.constant_pad_nd(input, pads, new Scalar(value));
  }
}
