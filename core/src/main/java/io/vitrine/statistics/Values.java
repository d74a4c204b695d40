package io.vitrine.statistics;

import io.vitrine.model.Tensor;
import java.nio.FloatBuffer;

/** Numbers that are read in blocks. */
public interface Values {
  /** How many there are. */
  int size();

  /** Copies numbers [from, from + length) to the front of an array. */
  void read(int from, double[] into, int length);

  static Values of(float... values) {
    return of(FloatBuffer.wrap(values));
  }

  static Values of(double... values) {
    return new Values() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public void read(int from, double[] into, int length) {
        System.arraycopy(values, from, into, 0, length);
      }
    };
  }

  /** The buffer's remaining values; its position stays. */
  static Values of(FloatBuffer buffer) {
    FloatBuffer own = buffer.slice();
    return new Values() {
      @Override
      public int size() {
        return own.remaining();
      }

      @Override
      public void read(int from, double[] into, int length) {
        for (int i = 0; i < length; i++) {
          into[i] = own.get(from + i);
        }
      }
    };
  }

  /** The elements of a tensor of real numbers, read from its bytes when asked for. */
  static Values of(Tensor tensor) {
    return new Values() {
      @Override
      public int size() {
        return tensor.count();
      }

      @Override
      public void read(int from, double[] into, int length) {
        tensor.doubles(from, into, length);
      }
    };
  }

  /** The real parts of a tensor of complex numbers. */
  static Values ofReal(Tensor tensor) {
    return new ComplexPart(tensor, 0);
  }

  /** The imaginary parts of a tensor of complex numbers. */
  static Values ofImaginary(Tensor tensor) {
    return new ComplexPart(tensor, 1);
  }
}
