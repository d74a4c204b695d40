package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Convolutions over one to three spatial axes. */
final class ConvolutionRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Conv", OperatorFactory.of(ConvolutionRuns::conv),
          "ConvTranspose", OperatorFactory.of(ConvolutionRuns::convTranspose));

  private ConvolutionRuns() {}

  private static long[] kernel(Tensor weight) {
    long[] sizes = NativeTensors.sizes(weight);
    return Arrays.copyOfRange(sizes, 2, sizes.length);
  }

  private static Tensor conv(Call call) {
    return convolved(call.context().node(), call.input(0), call.input(1), call.optional(2));
  }

  /** The convolution that a node's attributes describe, of tensors of its own choice. */
  static Tensor convolved(Node node, Tensor input, Tensor weight, TensorOptional bias) {
    SlidingWindow window = SlidingWindow.on(node, input, kernel(weight));
    if (!window.isEven()) {
      return conv(node, window.pad(input, 0), weight, bias, window, window.none());
    }
    return conv(node, input, weight, bias, window, window.padding());
  }

  private static Tensor conv(
      Node node,
      Tensor input,
      Tensor weight,
      TensorOptional bias,
      SlidingWindow window,
      long[] padding) {
    long[] stride = window.stride();
    long[] dilation = window.dilation();
    long group = node.intOr("group", 1);
    return switch (padding.length) {
      case 1 -> torch.conv1d(input, weight, bias, stride, padding, dilation, group);
      case 2 -> torch.conv2d(input, weight, bias, stride, padding, dilation, group);
      case 3 -> torch.conv3d(input, weight, bias, stride, padding, dilation, group);
      default -> throw spatialAxes(padding.length);
    };
  }

  private static IllegalArgumentException spatialAxes(int found) {
    return new IllegalArgumentException("expected 1 to 3 spatial axes, found " + found);
  }

  /**
   * Computes the full output without padding, cuts or extends it to the size that the attributes
   * ask for, and adds the bias last, so that positions no window reaches hold the bias alone (ONNX,
   * ConvTranspose).
   */
  private static Tensor convTranspose(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    Tensor weight = call.input(1);
    long[] kernel = kernel(weight);
    SlidingWindow window = SlidingWindow.on(node, input, kernel);
    long[] none = window.none();
    long group = node.intOr("group", 1);
    long[] stride = window.stride();
    long[] dilation = window.dilation();
    TensorOptional bias = new TensorOptional();
    Tensor full =
        switch (kernel.length) {
          case 1 ->
              torch.conv_transpose1d(input, weight, bias, stride, none, none, group, dilation);
          case 2 ->
              torch.conv_transpose2d(input, weight, bias, stride, none, none, group, dilation);
          case 3 ->
              torch.conv_transpose3d(input, weight, bias, stride, none, none, group, dilation);
          default -> throw spatialAxes(kernel.length);
        };
    Tensor cut = cut(node, full, input, window);
    return call.has(2) ? cut.add(alongChannels(call.input(2), kernel.length)) : cut;
  }

  private static Tensor alongChannels(Tensor bias, int axes) {
    long[] shape = Numbers.filled(axes + 2, 1);
    shape[1] = -1;
    return bias.reshape(shape);
  }

  /** Cuts {@code pads} off the full output, or what output_shape or auto_pad imply. */
  private static Tensor cut(Node node, Tensor full, Tensor input, SlidingWindow window) {
    int axes = window.kernel().length;
    long[] begin = new long[axes];
    long[] end = new long[axes];
    List<Long> outputPadding =
        node.intsOr("output_padding", java.util.Collections.nCopies(axes, 0L));
    List<Long> target = node.intsOr("output_shape", List.of());
    String autoPad = node.stringOr("auto_pad", "NOTSET");
    boolean same = autoPad.startsWith("SAME");
    for (int i = 0; i < axes; i++) {
      long size = full.size(i + 2) + outputPadding.get(i);
      if (same || !target.isEmpty()) {
        long wanted =
            target.isEmpty()
                ? input.size(i + 2) * window.stride()[i]
                : target.get(target.size() - axes + i);
        long surplus = Math.max(0, size - wanted);
        begin[i] = autoPad.equals("SAME_UPPER") ? surplus / 2 : surplus - surplus / 2;
        end[i] = size - wanted - begin[i]; // less than 0 where the output is to be extended
      } else {
        begin[i] = window.padding()[i];
        end[i] = window.after()[i];
      }
      begin[i] = -begin[i];
      end[i] = outputPadding.get(i) - end[i];
    }
    boolean whole =
        Arrays.stream(begin).allMatch(x -> x == 0) && Arrays.stream(end).allMatch(x -> x == 0);
    return whole ? full : SlidingWindow.pad(full, begin, end, 0);
  }
}
