package io.vitrine.torch;

import io.vitrine.torch.machine.Native;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Loads the engine's native code and computes something with it: {@code sum = 12.0}. */
final class NativeProbe {
  private NativeProbe() {}

  @SuppressWarnings("try") // the scope frees what is made inside it
  public static void main(String[] args) {
    Native.load(System.err::println);
    try (PointerScope scope = new PointerScope()) {
      Tensor image = torch.ones(1, 3, 2, 2);
      Tensor kernel = torch.ones(1, 3, 2, 2);
      System.out.println("sum = " + torch.conv2d(image, kernel).item_float());
    }
  }
}
