package io.vitrine.formats.pickle;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Pickles put together by instruction, for tests. */
public final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Instructions as Latin-1 letters, one a byte. */
  public PickleBytes op(String letters) {
    out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** The name of a class or function. */
  public PickleBytes global(String module, String name) {
    return op("c" + module + "\n" + name + "\n");
  }

  /** A text. */
  public PickleBytes text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeBytes(little(4, bytes.length));
    out.writeBytes(bytes);
    return this;
  }

  /** An integer of 64 bits. */
  public PickleBytes number(long value) {
    out.write(0x8A);
    out.write(8);
    out.writeBytes(little(8, value));
    return this;
  }

  /** A tuple of numbers. */
  public PickleBytes numbers(long... values) {
    op("(");
    for (long value : values) {
      number(value);
    }
    return op("t");
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  static byte[] little(int count, long value) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (value >> (8 * i));
    }
    return bytes;
  }

  /** Reads what was put together. */
  PickleValue read() throws ModelFormatException {
    return read(bytes());
  }

  static PickleValue read(byte[] bytes) throws ModelFormatException {
    FileBytes file = FileBytes.of(Path.of("p.pkl"), bytes);
    return Unpickler.read(PickleInput.of(ByteBuffer.wrap(bytes), file::fault));
  }
}
