package io.vitrine.torch.contributed;

import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.family.Quantized;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Integers with a scale and a zero point, as real numbers and back. */
final class Scaled {
  private Scaled() {}

  /** The integers of an input less their zero points: one, or one for each column or row. */
  static Tensor centred(Call call, int input, int zero, boolean rows, ScalarType type) {
    Tensor numbers = call.input(input).to(type);
    return call.has(zero) ? numbers.sub(along(call.input(zero).to(type), rows)) : numbers;
  }

  private static Tensor along(Tensor numbers, boolean rows) {
    return rows && numbers.numel() > 1 ? numbers.reshape(-1, 1) : numbers;
  }

  /** (q - zero point) scale in 64 bits, of an input that its scale and zero point follow. */
  static Tensor real(Call call, int input, boolean rows) {
    Tensor whole = centred(call, input, input + 2, rows, ScalarType.Double);
    return whole.mul(along(call.input(input + 1).to(ScalarType.Double), rows));
  }

  /** saturate(round(x / scale) + zero point), both at inputs, of the element type of another. */
  static NativeValue quantized(Call call, Tensor real, int scale, int like) {
    Tensor steps = real.div(call.input(scale).to(ScalarType.Double));
    Tensor zero =
        call.has(scale + 1)
            ? call.input(scale + 1).to(ScalarType.Double)
            : steps.new_zeros(new long[0]);
    return Quantized.of(steps, zero, call.elements(like));
  }
}
