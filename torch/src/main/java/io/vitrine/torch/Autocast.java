package io.vitrine.torch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Runs a forward pass in bf16: libtorch rounds the inputs of convolutions and matrix products to
 * bfloat16 and keeps the parameters in 32 bits.
 */
final class Autocast {
  private Autocast() {}

  /** Runs work with autocast on or off; it is off afterwards. */
  static <T> T with(boolean bf16, Supplier<T> work) {
    if (!bf16) {
      return work.get();
    }
    torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
    // Its cache of rounded weights would outlive the optimiser's step.
    torch.set_autocast_cache_enabled(false);
    torch.set_autocast_enabled(DeviceType.CPU, true);
    try {
      return work.get();
    } finally {
      torch.set_autocast_enabled(DeviceType.CPU, false);
    }
  }
}
