package io.vitrine.torch.call;

import java.util.List;

/** Small integer arrays, as libtorch takes them. */
public final class Numbers {
  private Numbers() {}

  public static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  public static long[] filled(int count, long value) {
    long[] filled = new long[count];
    java.util.Arrays.fill(filled, value);
    return filled;
  }

  /** An axis counted from the start; negative ones count from the end. */
  public static int axis(long axis, long rank) {
    long index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index > rank) {
      throw new IllegalArgumentException("axis " + axis + " of a tensor of rank " + rank);
    }
    return (int) index;
  }

  public static long product(long[] sizes, int from, int to) {
    long product = 1;
    for (int i = from; i < to; i++) {
      product = Math.multiplyExact(product, sizes[i]);
    }
    return product;
  }
}
