package io.vitrine.torch;

import io.vitrine.model.Tensor;
import io.vitrine.torch.call.Numbers;
import java.util.function.Consumer;

/** Walks the indices of a box, for references written as plain loops. */
public final class Grid {
  private Grid() {}

  /** Calls back with every index from 0 (inclusive) to the sizes (exclusive), row-major. */
  public static void forEach(long[] sizes, Consumer<int[]> visitor) {
    int[] index = new int[sizes.length];
    long count = Numbers.product(sizes, 0, sizes.length);
    for (long i = 0; i < count; i++) {
      visitor.accept(index);
      for (int axis = sizes.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
        index[axis] = 0;
      }
    }
  }

  public static int offset(long[] sizes, int... index) {
    int offset = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      offset = (int) (offset * sizes[axis] + index[axis]);
    }
    return offset;
  }

  public static double at(Tensor tensor, int... index) {
    return tensor.doubleAt(offset(tensor.shape().sizes(), index));
  }

  public static boolean contains(long[] sizes, int from, int[] index) {
    for (int axis = from; axis < sizes.length; axis++) {
      if (index[axis] < 0 || index[axis] >= sizes[axis]) {
        return false;
      }
    }
    return true;
  }
}
