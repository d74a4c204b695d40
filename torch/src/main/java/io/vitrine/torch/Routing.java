package io.vitrine.torch;

import io.vitrine.torch.interpreter.Route;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Sets libtorch up for a route. Used on the engine's thread only. */
final class Routing {
  private Routing() {}

  /**
   * Runs a forward pass. On the bf16 route libtorch rounds the inputs of convolutions and matrix
   * products to bfloat16, and the parameters stay in 32 bits; that ends with the pass. Whether
   * oneDNN is used holds until the next pass, since the backward pass that follows must agree.
   */
  static <T> T forward(Route route, Supplier<T> work) {
    torch.globalContext().setUserEnabledMkldnn(route != Route.PLAIN);
    if (route != Route.BF16) {
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
