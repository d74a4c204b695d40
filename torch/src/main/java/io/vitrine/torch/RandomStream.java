package io.vitrine.torch;

import io.vitrine.model.Tensor;
import io.vitrine.torch.call.NativeTensors;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers of one purpose. libtorch draws initial weights and dropout masks from one
 * generator of the process; each stream puts its own state there while it is used, so that no other
 * use disturbs it.
 */
final class RandomStream {
  private Tensor state;

  private RandomStream(Tensor state) {
    this.state = state;
  }

  /** The stream that PyTorch draws after {@code manual_seed}. */
  static RandomStream seeded(long seed) {
    torch.manual_seed(seed);
    return new RandomStream(read());
  }

  private static Tensor read() {
    return NativeTensors.toModel(generator().get_state());
  }

  private static Generator generator() {
    return torch.getDefaultCPUGenerator();
  }

  /** Runs work that draws from this stream. */
  <T extends @Nullable Object> T use(Supplier<T> work) {
    generator().set_state(NativeTensors.toNative(state));
    T result = work.get();
    state = read();
    return result;
  }

  /** During {@link #use}: draws once more what has been drawn since it began. */
  void repeat() {
    generator().set_state(NativeTensors.toNative(state));
  }

  Tensor state() {
    return state;
  }

  /** Goes on from a state. Throws {@link IllegalArgumentException} where it is none. */
  void restore(Tensor saved) {
    if (!saved.elements().equals(state.elements()) || !saved.shape().equals(state.shape())) {
      throw new IllegalArgumentException("random state: expected " + state + ", found " + saved);
    }
    state = saved;
  }
}
