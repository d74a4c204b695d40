package io.vitrine.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Numbers with an element type and a shape, row-major, little-endian, read-only. The bytes may be a
 * mapped file.
 *
 * <p>Reading as {@code float} works for every real number type; 64-bit integers and doubles are
 * rounded to the nearest float.
 */
public final class Tensor {
  private final ElementType elements;
  private final Shape shape;
  private final ByteBuffer bytes;

  private Tensor(ElementType elements, Shape shape, ByteBuffer bytes) {
    this.elements = elements;
    this.shape = shape;
    this.bytes = bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A tensor on bytes, which are not copied.
   *
   * @throws IllegalArgumentException where the bytes remaining are not what the type and the shape
   *     need
   */
  public static Tensor of(ElementType elements, Shape shape, ByteBuffer bytes) {
    long expected = elements.bytes(shape.elements().orElseThrow());
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "a tensor of "
              + elements
              + shape
              + " takes "
              + expected
              + " bytes, found "
              + bytes.remaining());
    }
    return new Tensor(elements, shape, bytes.slice());
  }

  /** A tensor of 32-bit floats; the array is copied. */
  public static Tensor of(float[] values, long... dims) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, Shape.of(dims), bytes);
  }

  /** A tensor of 64-bit integers; the array is copied. */
  public static Tensor of(long[] values, long... dims) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return of(ElementType.INT64, Shape.of(dims), bytes);
  }

  public static Tensor scalar(float value) {
    return of(new float[] {value});
  }

  public ElementType elements() {
    return elements;
  }

  public Shape shape() {
    return shape;
  }

  /** The number of elements. */
  public int count() {
    return Math.toIntExact(shape.elements().orElseThrow());
  }

  /** The bytes: read-only, little-endian, position 0. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All elements as floats, row-major. */
  public float[] floats() {
    return floats(0, count());
  }

  /**
   * Some elements as floats.
   *
   * @param from the row-major index of the first
   * @throws IndexOutOfBoundsException where there are no such elements
   */
  public float[] floats(int from, int count) {
    Objects.checkFromIndexSize(from, count, count());
    float[] values = new float[count];
    read(from, values);
    return values;
  }

  /**
   * Fills an array with elements as floats.
   *
   * @param from the row-major index of the first
   * @throws IndexOutOfBoundsException where there are fewer
   */
  public void read(int from, float[] into) {
    Objects.checkFromIndexSize(from, into.length, count());
    if (elements.equals(ElementType.FLOAT32)) {
      bytes().asFloatBuffer().get(from, into);
    } else {
      for (int i = 0; i < into.length; i++) {
        into[i] = (float) doubleAt(from + i);
      }
    }
  }

  /** All elements as 64-bit integers, row-major; fractions are cut off. */
  public long[] longs() {
    long[] values = new long[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = longAt(i);
    }
    return values;
  }

  /** The element at a row-major index. */
  public float floatAt(int index) {
    return elements.equals(ElementType.FLOAT32)
        ? bytes.getFloat(index * 4)
        : (float) doubleAt(index);
  }

  private long longAt(int index) {
    return switch (elements.number()) {
      case 7, 13 -> bytes.getLong(index * 8);
      case 12 -> bytes.getInt(index * 4) & 0xFFFFFFFFL;
      default -> (long) doubleAt(index);
    };
  }

  /** The element at a row-major index, exact for every type but the 64-bit integers. */
  public double doubleAt(int index) {
    return Elements.read(elements, bytes, index);
  }

  /**
   * Copies elements [from, from + length), as {@link #doubleAt} gives them, to the front of an
   * array.
   */
  public void doubles(int from, double[] into, int length) {
    Elements.read(elements, bytes, from, into, length);
  }

  @Override
  public String toString() {
    return elements + shape.toString();
  }
}
