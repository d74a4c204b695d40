package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rounds numbers to what an element type can hold (ONNX, Cast): floats to the nearest, ties to
 * even, integers towards zero and wrapped to their range.
 */
public final class Rounding {
  private Rounding() {}

  /**
   * The numbers in another element type; gradients pass through as if nothing had been rounded.
   *
   * @param saturates whether what is too large for an 8-bit float becomes its largest number rather
   *     than infinity or NaN
   */
  public static NativeValue cast(Tensor given, ElementType target, boolean saturates) {
    Tensor input = NativeTensors.wide(given);
    ScalarType carrier = Carriers.of(target);
    Tensor real =
        input.is_complex() && !target.name().startsWith("complex") ? torch.real(input) : input;
    Tensor result =
        target.isFloat() && Carriers.isNarrow(target)
            ? rounded(real.to(carrier), target, saturates)
            : whole(real, carrier, target);
    return new NativeValue.OfTensor(result, target);
  }

  private static Tensor whole(Tensor input, ScalarType carrier, ElementType target) {
    if (NativeTensors.type(input) == carrier) {
      return Carriers.wrapped(input, target).alias();
    }
    boolean integer = !target.isFloat() && carrier != ScalarType.Bool;
    Tensor whole = integer && input.is_floating_point() ? input.trunc().to(ScalarType.Long) : input;
    if (integer && carrier == ScalarType.Int && Carriers.isNarrow(target)) {
      whole = Carriers.wrapped(whole.to(ScalarType.Long), target);
    }
    return Carriers.wrapped(whole.to(carrier), target).alias();
  }

  /** Rounded to a float of 16 bits or less, carried in 32. */
  static Tensor rounded(Tensor input, ElementType target, boolean saturates) {
    if (target.equals(ElementType.FLOAT4E2M1)) {
      return toE2m1(input);
    }
    if (target.equals(ElementType.FLOAT8E8M0)) {
      Tensor exponent = torch.log2(input.abs().to(ScalarType.Double)).ceil();
      return torch.exp2(exponent).to(ScalarType.Float);
    }
    Tensor limited = input;
    double most = largest(target);
    if (most > 0) {
      Tensor clamped =
          torch.clamp(
              input, new ScalarOptional(new Scalar(-most)), new ScalarOptional(new Scalar(most)));
      limited = saturates ? clamped : input;
    }
    return limited.to(Carriers.exact(target).orElseThrow()).to(ScalarType.Float);
  }

  /** The largest number of an 8-bit float, 0 for wider ones. */
  private static double largest(ElementType target) {
    return switch (target.number()) {
      case 17 -> 448;
      case 18 -> 240;
      case 19, 20 -> 57344;
      default -> 0;
    };
  }

  /** E2M1 has the magnitudes 0, 0.5, 1, 1.5, 2, 3, 4 and 6; ties go to the even code. */
  private static Tensor toE2m1(Tensor input) {
    Tensor most =
        torch.clamp(input, new ScalarOptional(new Scalar(-6)), new ScalarOptional(new Scalar(6)));
    Tensor size = most.abs();
    Tensor step =
        torch.where(
            size.lt(new Scalar(2)),
            torch.full_like(size, new Scalar(0.5)),
            torch.where(
                size.lt(new Scalar(4)),
                torch.ones_like(size),
                torch.full_like(size, new Scalar(2))));
    return torch.round(most.div(step)).mul(step);
  }
}
