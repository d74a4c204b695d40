package io.vitrine.formats.file;

import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the elements of a tensor lie in a run of bytes: element {@code (i, j, ...)} is element
 * {@code offset + i * strides[0] + j * strides[1] + ...} of the run.
 *
 * @param elements a type of whole bytes
 * @param sizes the dimensions, outermost first
 * @param strides the step along each dimension in elements, 0 or more
 * @param offset of the first element, in elements
 * @param order of the bytes in an element
 */
public record TensorLayout(
    ElementType elements, List<Long> sizes, List<Long> strides, long offset, ByteOrder order) {
  /** Up to here a view that repeats elements is written out without a second thought. */
  private static final long MODEST = 64L << 20;

  public TensorLayout {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    if (sizes.size() != strides.size()) {
      throw new IllegalArgumentException(sizes.size() + " sizes, but " + strides.size() + " steps");
    }
  }

  /** Elements one after the other, the last dimension running fastest. */
  public static List<Long> rowMajor(List<Long> sizes) {
    Long[] strides = new Long[sizes.size()];
    long step = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = step;
      step *= Math.max(1, sizes.get(axis));
    }
    return List.of(strides);
  }

  /** Elements one after the other, the first dimension running fastest, as Fortran has them. */
  public static List<Long> columnMajor(List<Long> sizes) {
    Long[] strides = new Long[sizes.size()];
    long step = 1;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = step;
      step *= Math.max(1, sizes.get(axis));
    }
    return List.of(strides);
  }

  public Shape shape() {
    return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  /** What is impossible about this layout in a run of so many elements, empty where nothing is. */
  public Optional<String> violation(long available) {
    Optional<String> size =
        SizeLimit.violation(sizes.stream().mapToLong(Long::longValue).toArray());
    if (size.isPresent()) {
      return size;
    }
    if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
      return Optional.of(
          "expected an offset and strides of 0 or more, found " + offset + " and " + strides);
    }
    OptionalLong end = end();
    return end.isPresent() && end.getAsLong() <= available
        ? Optional.empty()
        : Optional.of(
            "sizes "
                + sizes
                + " with strides "
                + strides
                + " from element "
                + offset
                + " reach past the "
                + available
                + " elements of the storage");
  }

  /** One more than the last element that is read; empty where no number of 64 bits holds it. */
  private OptionalLong end() {
    if (count() == 0) {
      return OptionalLong.of(0);
    }
    try {
      return OptionalLong.of(Math.addExact(offset, span()));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private long span() {
    long last = 0;
    for (int axis = 0; axis < sizes.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(sizes.get(axis) - 1, strides.get(axis)));
    }
    return Math.addExact(last, 1);
  }

  private long count() {
    return sizes.stream().reduce(1L, (a, b) -> a * b);
  }

  private boolean isContiguous() {
    List<Long> plain = rowMajor(sizes);
    for (int axis = 0; axis < sizes.size(); axis++) {
      if (sizes.get(axis) != 1 && !plain.get(axis).equals(strides.get(axis))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers, row-major and little-endian: a view of the source where they lie so, a copy where
   * they do not. Call {@link #violation} first.
   *
   * @throws ModelFormatException where the source ends before, or where a view repeats elements to
   *     more than 64 MiB
   */
  public Tensor read(ByteSource source) throws IOException {
    long count = count();
    int width = elements.bits() / Byte.SIZE;
    if (count == 0) {
      return Tensor.of(elements, shape(), ByteBuffer.allocate(0));
    }
    boolean plain = isContiguous();
    long spanned = plain ? count : span();
    if (count > spanned && count * width > MODEST) {
      throw new ModelFormatException(
          "a view of sizes "
              + sizes
              + " repeats the "
              + spanned
              + " elements that are stored; written out it would take "
              + count * width
              + " bytes");
    }
    ByteBuffer bytes = source.slice(offset * width, spanned * width);
    if (!plain) {
      ByteBuffer gathered = ByteBuffer.allocate(Math.toIntExact(count * width));
      gather(bytes, gathered, 0, 0, width);
      bytes = gathered.flip();
    }
    return Tensor.of(elements, shape(), littleEndian(bytes));
  }

  private void gather(ByteBuffer in, ByteBuffer out, int axis, int at, int width) {
    if (axis == sizes.size()) {
      out.put(out.position(), in, at, width).position(out.position() + width);
      return;
    }
    int step = Math.toIntExact(strides.get(axis) * width);
    long size = sizes.get(axis);
    for (long i = 0; i < size; i++) {
      gather(in, out, axis + 1, at + (int) i * step, width);
    }
  }

  private ByteBuffer littleEndian(ByteBuffer bytes) {
    int unit = elements.name().startsWith("complex") ? elements.bits() / 16 : elements.bits() / 8;
    if (unit == 1 || order.equals(ByteOrder.LITTLE_ENDIAN)) {
      return bytes;
    }
    ByteBuffer swapped = ByteBuffer.allocate(bytes.remaining());
    for (int from = bytes.position(); from < bytes.limit(); from += unit) {
      for (int i = unit - 1; i >= 0; i--) {
        swapped.put(bytes.get(from + i));
      }
    }
    return swapped.flip();
  }
}
