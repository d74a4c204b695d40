package io.vitrine.formats.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes the bytes of .npy files, sound or not. */
public final class NumpyBytes {
  private NumpyBytes() {}

  /** An array of version 1: a header as it is given, and zeros. */
  public static byte[] array(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) text.length)
        .put(text)
        .array();
  }
}
