package io.vitrine.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that are read in parts: a file, a part of one, or what an archive holds. */
@FunctionalInterface
public interface ByteSource {
  /**
   * A read-only, little-endian view of a range.
   *
   * @throws io.vitrine.model.ModelFormatException where the range is not inside the source
   */
  ByteBuffer slice(long offset, long length) throws IOException;
}
