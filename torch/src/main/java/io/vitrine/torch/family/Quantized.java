package io.vitrine.torch.family;

import io.vitrine.model.ElementType;
import io.vitrine.torch.call.Carriers;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Rounding;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Rounds real numbers to quantised ones. Where a gradient is wanted, it passes straight through:
 * rounding counts as the identity (Bengio, Léonard and Courville, 2013), and the whole numbers are
 * carried in floats.
 */
public final class Quantized {
  private Quantized() {}

  /** saturate(round(x) + zero point) of an integer type. */
  public static NativeValue of(Tensor scaled, Tensor zero, ElementType target) {
    return saturated(straight(scaled, torch.round(scaled)).add(zero), target);
  }

  /** The same around 0, for floats too. */
  static NativeValue of(Tensor scaled, ElementType target, boolean saturates) {
    if (!target.isFloat()) {
      return saturated(straight(scaled, torch.round(scaled)), target);
    }
    if (Rounding.cast(scaled.detach(), target, saturates) instanceof NativeValue.OfTensor cast) {
      return new NativeValue.OfTensor(straight(scaled, cast.tensor()), target);
    }
    throw new IllegalStateException("a cast of a tensor is a tensor");
  }

  /** Whole numbers of 32 bits. */
  static NativeValue integers(Tensor whole) {
    return kept(whole, ElementType.INT32);
  }

  private static NativeValue saturated(Tensor whole, ElementType target) {
    int bits = target.bits();
    boolean unsigned = target.name().startsWith("u");
    double most = Math.pow(2, unsigned ? bits : bits - 1) - 1;
    double least = unsigned ? 0 : -most - 1;
    return kept(
        torch.clamp(
            whole, new ScalarOptional(new Scalar(least)), new ScalarOptional(new Scalar(most))),
        target);
  }

  private static NativeValue kept(Tensor whole, ElementType target) {
    return new NativeValue.OfTensor(
        whole.requires_grad() ? whole : whole.to(Carriers.of(target)), target);
  }

  private static Tensor straight(Tensor real, Tensor rounded) {
    return real.requires_grad() ? real.add(rounded.sub(real).detach()) : rounded;
  }
}
