package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import java.util.ArrayList;
import java.util.List;

/** A range with a step along an axis, with the clamping of ONNX's Slice. */
public record SliceRange(long start, long end, long step) {
  public SliceRange {
    if (step == 0) {
      throw new IllegalArgumentException("a slice's step is not 0");
    }
  }

  private long first(long size) {
    long from = start < 0 ? start + size : start;
    return step > 0 ? Math.max(0, Math.min(size, from)) : Math.max(0, Math.min(size - 1, from));
  }

  private long last(long size) {
    long to = end < 0 && end > Long.MIN_VALUE / 2 ? end + size : end;
    return step > 0 ? Math.max(0, Math.min(size, to)) : Math.max(-1, Math.min(size - 1, to));
  }

  private long count(long size) {
    long span = last(size) - first(size);
    if (span == 0 || span < 0 == step > 0) {
      return 0;
    }
    return (Math.abs(span) - 1) / Math.max(1, Math.abs(step)) + 1;
  }

  /** The size of what is taken of an axis, an expression where that is known by name only. */
  public static Dim size(Dim whole, Element start, Element end, long step) {
    return whole instanceof Dim.Known known
            && start instanceof Element.Known from
            && end instanceof Element.Known to
        ? Dim.of(new SliceRange((long) from.value(), (long) to.value(), step).count(known.size()))
        : new SliceSize(start, end, step).of(whole);
  }

  /** The places taken of an axis, in order. */
  List<Integer> places(int size) {
    List<Integer> places = new ArrayList<>();
    long count = count(size);
    for (long i = 0; i < count; i++) {
      places.add(Math.toIntExact(first(size) + i * step));
    }
    return places;
  }
}
