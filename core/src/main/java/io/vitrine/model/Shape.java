package io.vitrine.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first: {@code (N, C, H, W)} for a batch of images. Rank 0
 * is a scalar.
 *
 * @param dims the dimensions, known or symbolic
 */
public record Shape(List<Dim> dims) {
  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dims = List.copyOf(dims);
  }

  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).mapToObj(Dim::of).toList());
  }

  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  /** A shape of the symbolic batch {@code N} followed by the sizes given. */
  public static Shape batchOf(long... sizes) {
    return of(sizes).prepend(Dim.symbol("N"));
  }

  public int rank() {
    return dims.size();
  }

  /** The dimension at an axis; negative axes count from the end. */
  public Dim dim(int axis) {
    int index = axis < 0 ? axis + rank() : axis;
    if (index < 0 || index >= rank()) {
      throw new IllegalArgumentException(
          "axis " + axis + " of the shape " + this + " of rank " + rank());
    }
    return dims.get(index);
  }

  /** The size at an axis, or -1 where it is not known. */
  public long size(int axis) {
    return dim(axis).sizeOr(-1);
  }

  public boolean isKnown() {
    return dims.stream().allMatch(Dim::isKnown);
  }

  /** The number of elements, empty where a dimension is not known. */
  public OptionalLong elements() {
    return isKnown() ? OptionalLong.of(product(0, rank())) : OptionalLong.empty();
  }

  /**
   * The number of elements of one item of the batch: the product of all dimensions but the first.
   */
  public OptionalLong elementsPerItem() {
    return rank() > 0 && withBatch(1).isKnown()
        ? OptionalLong.of(product(1, rank()))
        : OptionalLong.empty();
  }

  private long product(int from, int to) {
    long product = 1;
    for (int i = from; i < to; i++) {
      product = Math.multiplyExact(product, size(i));
    }
    return product;
  }

  public Shape prepend(Dim first) {
    Dim[] all = new Dim[rank() + 1];
    all[0] = first;
    for (int i = 0; i < rank(); i++) {
      all[i + 1] = dims.get(i);
    }
    return of(all);
  }

  public Shape with(int axis, Dim dim) {
    Dim[] all = dims.toArray(new Dim[0]);
    all[axis < 0 ? axis + rank() : axis] = dim;
    return of(all);
  }

  /** This shape with its first dimension, the batch, set to a size. */
  public Shape withBatch(long size) {
    return rank() == 0 ? this : with(0, Dim.of(size));
  }

  public Shape subShape(int from, int to) {
    return new Shape(dims.subList(from, to));
  }

  /** The sizes as an array. Throws {@link IllegalStateException} where one is not known. */
  public long[] sizes() {
    if (!isKnown()) {
      throw new IllegalStateException("the shape " + this + " is not known in full");
    }
    return dims.stream().mapToLong(dim -> dim.sizeOr(-1)).toArray();
  }

  /** For example {@code (N, 64, 32, 32)}. */
  @Override
  public String toString() {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
