package io.vitrine.formats.file;

import java.util.Arrays;
import java.util.Optional;

/** What no real tensor exceeds, so that a damaged file is refused before a size is used. */
public final class SizeLimit {
  /** Real tensors have 10 dimensions or so at most. */
  public static final int MAX_RANK = 64;

  /** More than any machine holds; keeps sizes in bits and bytes inside 64 bits. */
  private static final long MAX_ELEMENTS = 1L << 52;

  private SizeLimit() {}

  /** What is impossible about dimensions, empty where nothing is. */
  public static Optional<String> violation(long[] sizes) {
    if (sizes.length > MAX_RANK) {
      return Optional.of("expected at most " + MAX_RANK + " dimensions");
    }
    long product = 1;
    for (long size : sizes) {
      if (size < 0) {
        return Optional.of("expected dimensions of 0 or more, found " + size);
      }
      if (size > 0 && product > MAX_ELEMENTS / size) {
        return Optional.of(
            "the dimensions " + Arrays.toString(sizes) + " are more than any memory holds");
      }
      product *= Math.max(size, 1);
    }
    return Optional.empty();
  }
}
