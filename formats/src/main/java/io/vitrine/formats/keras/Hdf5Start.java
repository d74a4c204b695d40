package io.vitrine.formats.keras;

import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first bytes of an HDF5 file, which say where it ends. Source: HDF5 file format specification,
 * II.A, "Superblock".
 */
final class Hdf5Start {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int VERSION = 8;
  private static final int NEWEST = 3;
  private static final int LONGEST = 56;

  private Hdf5Start() {}

  /**
   * Checks that a file is as long as it says.
   *
   * @throws ModelFormatException where it is no HDF5, of an unknown version, or cut off
   */
  static void check(String where, ByteBuffer content) throws ModelFormatException {
    ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (bytes.remaining() <= i || bytes.get(i) != SIGNATURE[i]) {
        throw fault(where, i, "expected HDF5 data, which begins with \\x89HDF");
      }
    }
    if (bytes.remaining() < LONGEST) {
      throw fault(where, bytes.remaining(), "the HDF5 data end in their first block; cut off");
    }
    int version = bytes.get(VERSION);
    if (version < 0 || version > NEWEST) {
      throw fault(
          where, VERSION, "expected version 0 to 3 of HDF5's first block, found " + version);
    }
    boolean old = version < 2;
    int width = bytes.get(old ? 13 : 9);
    int at = (old ? version == 0 ? 24 : 28 : 12) + 2 * width;
    long end = width == Long.BYTES ? bytes.getLong(at) : bytes.remaining();
    if (end > bytes.remaining()) {
      throw fault(
          where,
          at,
          "the HDF5 data say that they end at byte "
              + end
              + ", but there are "
              + bytes.remaining()
              + "; the file is cut off or damaged");
    }
  }

  private static ModelFormatException fault(String where, int at, String message) {
    return new ModelFormatException(where + ", byte " + at + ": " + message);
  }
}
