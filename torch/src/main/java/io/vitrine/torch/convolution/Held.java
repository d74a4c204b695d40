package io.vitrine.torch.convolution;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/** Native objects that outlive the scope in which they were made. */
final class Held implements AutoCloseable {
  private final List<Pointer> pointers = new ArrayList<>();

  <T extends Pointer> T keep(T pointer) {
    pointer.retainReference();
    pointers.add(pointer);
    return pointer;
  }

  /** Frees them, the last one first. */
  @Override
  public void close() {
    for (int i = pointers.size() - 1; i >= 0; i--) {
      pointers.get(i).releaseReference();
    }
    pointers.clear();
  }
}
