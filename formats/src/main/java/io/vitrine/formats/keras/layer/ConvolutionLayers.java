package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.StoredVariable;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions. Keras's kernels are (height, width, channels in, channels out), ONNX's (channels
 * out, channels in, height, width); those of transposed convolutions are (height, width, out, in)
 * and (in, out, height, width).
 */
final class ConvolutionLayers {
  private ConvolutionLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    for (int axes = 1; axes <= 3; axes++) {
      int n = axes;
      LayerRule plain = (call, out) -> plain(call, out, n);
      rules.put("Conv" + n + "D", plain);
      rules.put("Convolution" + n + "D", plain);
      rules.put("DepthwiseConv" + n + "D", (call, out) -> depthwise(call, out, n));
      rules.put("SeparableConv" + n + "D", (call, out) -> separable(call, out, n));
      rules.put("Conv" + n + "DTranspose", (call, out) -> transposed(call, out, n));
    }
    return rules;
  }

  /** Whether a layer has its channels last, as it does where it says nothing. */
  static boolean isLast(LayerCall call) throws ModelFormatException {
    return !call.config().text("data_format", "channels_last").equals("channels_first");
  }

  /** What a layer is called on, with the channels at axis 1. */
  static Flow input(LayerCall call, Emission out, int n) throws ModelFormatException {
    Flow given = call.input().rank() < 0 ? Flow.of(call.input().value(), n + 2) : call.input();
    if (given.rank() != n + 2) {
      throw new ModelFormatException(
          "layer "
              + call.path()
              + " ("
              + call.className()
              + "): expected an input of "
              + (n + 2)
              + " dimensions, found "
              + given.rank());
    }
    return isLast(call) ? out.channelsFirst(call, given) : out.plain(call, given);
  }

  private static List<Flow> plain(LayerCall call, Emission out, int n) throws IOException {
    Variable kernel = LayerRules.require(call, "kernel", 0, n + 2);
    Flow input = input(call, out, n);
    Map<String, Attribute> attributes = window(call, n, kernelSizes(kernel, n));
    attributes.put("group", Attribute.of(call.config().whole("groups", 1)));
    String weight = out.weight(call, "kernel", kernel, order(n, n + 1, n));
    String value = convolved(call, out, "Conv", attributes, input, weight, 1);
    return List.of(Activations.after(call, out, input.same(value)));
  }

  /** Axes in ONNX's order: two of channels, then the spatial ones. */
  static int[] order(int n, int first, int second) {
    int[] order = new int[n + 2];
    order[0] = first;
    order[1] = second;
    for (int i = 0; i < n; i++) {
      order[i + 2] = i;
    }
    return order;
  }

  static long[] kernelSizes(Variable kernel, int n) {
    return Arrays.copyOf(kernel.shape().sizes(), n);
  }

  private static String convolved(
      LayerCall call,
      Emission out,
      String operator,
      Map<String, Attribute> attributes,
      Flow input,
      String weight,
      int biasIndex)
      throws IOException {
    if (!call.config().flag("use_bias", true)) {
      return out.node(call, operator, attributes, input.value(), weight);
    }
    Variable bias = LayerRules.require(call, "bias", biasIndex, 1);
    return out.node(
        call, operator, attributes, input.value(), weight, out.weight(call, "bias", bias, 0));
  }

  /** Sizes, strides, dilations and padding. */
  static Map<String, Attribute> window(LayerCall call, int n, long[] kernel)
      throws ModelFormatException {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    long[] dilations = call.config().wholes("dilation_rate", n, 1);
    attributes.put("kernel_shape", Attribute.ints(kernel));
    attributes.put("strides", Attribute.ints(call.config().wholes("strides", n, 1)));
    attributes.put("dilations", Attribute.ints(dilations));
    String padding = call.config().text("padding", "valid");
    switch (padding) {
      case "valid" -> attributes.put("pads", Attribute.ints(new long[2 * n]));
      case "same" -> attributes.put("auto_pad", Attribute.of("SAME_UPPER"));
      case "causal" -> {
        long[] pads = new long[2 * n];
        pads[0] = (kernel[0] - 1) * dilations[0];
        attributes.put("pads", Attribute.ints(pads));
      }
      default -> throw call.config().wrong("padding", "valid, same or causal", padding);
    }
    return attributes;
  }

  private static Variable depthKernel(LayerCall call, int n) throws IOException {
    return call.variables().get("depthwise_kernel", 0).isPresent()
        ? LayerRules.require(call, "depthwise_kernel", 0, n + 2)
        : LayerRules.require(call, "kernel", 0, n + 2);
  }

  /** The kernel of a convolution of each channel by itself, as many filters each as there are. */
  private static String depthWeight(LayerCall call, Emission out, Variable kernel, int n) {
    long channels = kernel.shape().size(n);
    long[] sizes = new long[n + 2];
    sizes[0] = channels * kernel.shape().size(n + 1);
    sizes[1] = 1;
    for (int i = 0; i < n; i++) {
      sizes[i + 2] = kernel.shape().size(i);
    }
    return out.parameter(
        StoredVariable.of(call.owner() + ".depthwise_kernel", kernel, order(n, n, n + 1))
            .shaped(sizes));
  }

  private static List<Flow> depthwise(LayerCall call, Emission out, int n) throws IOException {
    Variable kernel = depthKernel(call, n);
    Flow input = input(call, out, n);
    Map<String, Attribute> attributes = window(call, n, kernelSizes(kernel, n));
    attributes.put("group", Attribute.of(kernel.shape().size(n)));
    String weight = depthWeight(call, out, kernel, n);
    String value = convolved(call, out, "Conv", attributes, input, weight, 1);
    return List.of(Activations.after(call, out, input.same(value)));
  }

  private static List<Flow> separable(LayerCall call, Emission out, int n) throws IOException {
    Variable kernel = depthKernel(call, n);
    Variable points = LayerRules.require(call, "pointwise_kernel", 1, n + 2);
    Flow input = input(call, out, n);
    Map<String, Attribute> attributes = window(call, n, kernelSizes(kernel, n));
    attributes.put("group", Attribute.of(kernel.shape().size(n)));
    String weight = depthWeight(call, out, kernel, n);
    String deep = out.node(call, "Conv", attributes, input.value(), weight);
    long[] one = new long[n];
    Arrays.fill(one, 1);
    String mixing = out.weight(call, "pointwise_kernel", points, order(n, n + 1, n));
    Map<String, Attribute> point = Map.of("kernel_shape", Attribute.ints(one));
    String value = convolved(call, out, "Conv", point, input.same(deep), mixing, 2);
    return List.of(Activations.after(call, out, input.same(value)));
  }

  /**
   * Without output_padding the output is size * stride (same) or size * stride + max(kernel -
   * stride, 0) (valid), whatever the size.
   */
  private static List<Flow> transposed(LayerCall call, Emission out, int n) throws IOException {
    Variable kernel = LayerRules.require(call, "kernel", 0, n + 2);
    Flow input = input(call, out, n);
    long[] sizes = kernelSizes(kernel, n);
    long[] strides = call.config().wholes("strides", n, 1);
    long[] dilations = call.config().wholes("dilation_rate", n, 1);
    boolean same = call.config().text("padding", "valid").equals("same");
    long[] given =
        call.config().has("output_padding")
            ? call.config().wholes("output_padding", n, 0)
            : new long[0];
    long[] pads = new long[2 * n];
    long[] more = new long[n];
    for (int i = 0; i < n; i++) {
      long reach = dilations[i] * (sizes[i] - 1) + 1;
      long cut = same ? Math.max(reach - strides[i], 0) : 0;
      pads[i] = given.length > 0 && same ? sizes[i] / 2 : cut / 2;
      pads[n + i] = given.length > 0 && same ? sizes[i] / 2 : cut - cut / 2;
      more[i] = given.length > 0 ? given[i] : Math.max(strides[i] - reach, 0);
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", Attribute.ints(sizes));
    attributes.put("strides", Attribute.ints(strides));
    attributes.put("dilations", Attribute.ints(dilations));
    attributes.put("pads", Attribute.ints(pads));
    attributes.put("output_padding", Attribute.ints(more));
    String weight = out.weight(call, "kernel", kernel, order(n, n + 1, n));
    String value = convolved(call, out, "ConvTranspose", attributes, input, weight, 1);
    return List.of(Activations.after(call, out, input.same(value)));
  }
}
