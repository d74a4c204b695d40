package io.vitrine.torch.family;

import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that quantise, and those that compute with quantised numbers. */
final class QuantizedRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "QuantizeLinear", OperatorFactory.ofValue(QuantizedRuns::quantize),
          "DequantizeLinear", OperatorFactory.ofValue(QuantizedRuns::dequantize),
          "DynamicQuantizeLinear", context -> QuantizedRuns::dynamic,
          "MatMulInteger", OperatorFactory.ofValue(QuantizedRuns::productOfIntegers),
          "ConvInteger", OperatorFactory.ofValue(QuantizedRuns::convolutionOfIntegers),
          "QLinearMatMul", OperatorFactory.ofValue(QuantizedRuns::product),
          "QLinearConv", OperatorFactory.ofValue(QuantizedRuns::convolution));

  private QuantizedRuns() {}

  /** y = saturate(round(x / scale) + zero point), ties to even. */
  private static NativeValue quantize(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    Tensor scale = laidOut(node, call.input(1).to(computing(input)), input, 1);
    ElementType target =
        call.has(2)
            ? call.elements(2)
            : ElementType.of((int) node.intOr("output_dtype", ElementType.UINT8.number()));
    Tensor scaled = input.to(computing(input)).div(scale);
    if (!call.has(2)) {
      return Quantized.of(scaled, target, node.intOr("saturate", 1) != 0);
    }
    Tensor zero = laidOut(node, call.input(2).to(computing(input)), input, 1);
    return target.isFloat()
        ? Quantized.of(scaled.add(zero), target, node.intOr("saturate", 1) != 0)
        : Quantized.of(scaled, zero, target);
  }

  private static ScalarType computing(Tensor input) {
    return NativeTensors.type(input) == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
  }

  /** x = (y - zero point) scale, of the scale's element type. */
  private static NativeValue dequantize(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    ElementType target =
        node.intOr("output_dtype", 0) == 0
            ? call.elements(1)
            : ElementType.of((int) node.intOr("output_dtype", 0));
    ScalarType type =
        NativeTensors.type(call.input(1)) == ScalarType.Double
            ? ScalarType.Double
            : ScalarType.Float;
    Tensor scale = laidOut(node, call.input(1).to(type), input, 1);
    Tensor real = input.to(type);
    if (call.has(2)) {
      real = real.sub(laidOut(node, call.input(2).to(type), input, 1));
    }
    return new NativeValue.OfTensor(real.mul(scale), target);
  }

  /**
   * A scale or zero point as it lies on the input: one number, one for each place of an axis, or
   * one for each block of an axis.
   */
  private static Tensor laidOut(Node node, Tensor scale, Tensor input, long usualAxis) {
    if (scale.numel() == 1) {
      return scale.reshape();
    }
    int axis = Numbers.axis(node.intOr("axis", usualAxis), input.dim());
    long block = node.intOr("block_size", 0);
    if (block > 0) {
      return scale
          .repeat_interleave(
              block,
              new org.bytedeco.pytorch.LongOptional(axis),
              new org.bytedeco.pytorch.LongOptional())
          .narrow(axis, 0, input.size(axis));
    }
    if (scale.dim() > 1) {
      return scale;
    }
    long[] along = Numbers.filled((int) input.dim(), 1);
    along[axis] = -1;
    return scale.reshape(along);
  }

  /** To unsigned bytes over the input's own range, which always holds 0. */
  private static List<NativeValue> dynamic(Call call) {
    Tensor input = call.input(0);
    ScalarOptional zero = new ScalarOptional(new Scalar(0));
    Tensor least = torch.clamp(input.min(), new ScalarOptional(), zero);
    Tensor most = torch.clamp(input.max(), zero, new ScalarOptional());
    Tensor scale = most.sub(least).div(new Scalar(255)).detach();
    Tensor start =
        torch
            .clamp(torch.round(least.neg().div(scale)), zero, new ScalarOptional(new Scalar(255)))
            .detach();
    return List.of(
        Quantized.of(input.div(scale), start, ElementType.UINT8),
        NativeValue.of(scale),
        NativeValue.of(start.to(ScalarType.Byte)));
  }

  /** The integers of an input less their zero point, as exact 64-bit floats. */
  private static Tensor centred(Call call, int input, int zero, boolean rows) {
    Tensor numbers = call.input(input).to(ScalarType.Double);
    if (!call.has(zero)) {
      return numbers;
    }
    Tensor offset = call.input(zero).to(ScalarType.Double);
    return numbers.sub(
        rows && offset.dim() == 1 && offset.numel() > 1 ? offset.unsqueeze(1) : offset);
  }

  private static NativeValue productOfIntegers(Call call) {
    Tensor product = centred(call, 0, 2, true).matmul(centred(call, 1, 3, false));
    return Quantized.integers(product);
  }

  private static NativeValue convolutionOfIntegers(Call call) {
    Tensor weight = alongFilters(call, 1, 3);
    Tensor result =
        ConvolutionRuns.convolved(
            call.context().node(), centred(call, 0, 2, false), weight, new TensorOptional());
    return Quantized.integers(result);
  }

  private static Tensor alongFilters(Call call, int input, int zero) {
    Tensor weight = call.input(input).to(ScalarType.Double);
    return call.has(zero)
        ? weight.sub(first(call.input(zero).to(ScalarType.Double), weight.dim()))
        : weight;
  }

  private static Tensor first(Tensor list, long rank) {
    long[] along = Numbers.filled((int) rank, 1);
    along[0] = -1;
    return list.reshape(along);
  }

  /** Inputs a, its scale and zero point, b likewise, and those of the result. */
  private static NativeValue product(Call call) {
    Tensor a = real(call, 0, true);
    Tensor b = real(call, 3, false);
    return Quantized.of(a.matmul(b).div(doubles(call, 6)), doubles(call, 7), call.elements(7));
  }

  private static Tensor real(Call call, int at, boolean rows) {
    Tensor scale = doubles(call, at + 1);
    Tensor fitted = rows && scale.dim() == 1 && scale.numel() > 1 ? scale.unsqueeze(1) : scale;
    return centred(call, at, at + 2, rows).mul(fitted);
  }

  private static Tensor doubles(Call call, int input) {
    return call.input(input).to(ScalarType.Double);
  }

  /** Inputs x, w and y as in the product, and biases as integers of scale x scale times w scale. */
  private static NativeValue convolution(Call call) {
    Tensor input = centred(call, 0, 2, false);
    Tensor weight = alongFilters(call, 3, 5);
    TensorOptional bias = call.has(8) ? new TensorOptional(doubles(call, 8)) : new TensorOptional();
    Tensor sum = ConvolutionRuns.convolved(call.context().node(), input, weight, bias);
    Tensor scale = doubles(call, 1).mul(doubles(call, 4)).div(doubles(call, 6));
    Tensor fitted = scale.numel() == 1 ? scale.reshape() : first(scale, sum.dim() - 1);
    return Quantized.of(sum.mul(fitted), doubles(call, 7), call.elements(7));
  }
}
