package io.vitrine.statistics;

import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;

/** The real or the imaginary parts of a tensor whose elements are pairs of floats. */
final class ComplexPart implements Values {
  private final ByteBuffer bytes;
  private final int count;
  private final int offset;
  private final int width;

  /**
   * One part of each element.
   *
   * @param side 0 for the real, 1 for the imaginary part
   * @throws IllegalArgumentException where the elements are not complex
   */
  ComplexPart(Tensor tensor, int side) {
    boolean single = tensor.elements().equals(ElementType.COMPLEX64);
    if (!single && !tensor.elements().equals(ElementType.COMPLEX128)) {
      throw new IllegalArgumentException("expected complex numbers, found " + tensor);
    }
    this.bytes = tensor.bytes();
    this.count = tensor.count();
    this.width = single ? Float.BYTES : Double.BYTES;
    this.offset = side * width;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public void read(int from, double[] into, int length) {
    for (int i = 0; i < length; i++) {
      int at = (from + i) * 2 * width + offset;
      into[i] = width == Float.BYTES ? bytes.getFloat(at) : bytes.getDouble(at);
    }
  }
}
