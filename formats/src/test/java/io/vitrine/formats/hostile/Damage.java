package io.vitrine.formats.hostile;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.formats.zip.ZipMember;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What can be done to a sound file of the tests. */
final class Damage {
  private static final Path SAMPLES = Path.of("src/test/resources/io/vitrine/formats");

  private Damage() {}

  static byte[] sample(String file) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(file));
  }

  static byte[] cut(byte[] whole, double part) {
    return Arrays.copyOf(whole, (int) (whole.length * part));
  }

  /** One bit of one byte the other way. */
  static byte[] flipped(byte[] whole, int at, int bit) {
    byte[] bytes = whole.clone();
    bytes[at] ^= (byte) (1 << bit);
    return bytes;
  }

  /** The same archive, unpacked, with one member changed. */
  static ZipBytes changed(String file, String member, UnaryOperator<byte[]> change)
      throws IOException {
    ZipArchive whole = ZipArchive.open(FileBytes.open(SAMPLES.resolve(file)));
    ZipBytes archive = new ZipBytes();
    for (String name : whole.names()) {
      ByteBuffer content = whole.content(whole.member(name).orElseThrow());
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      archive.stored(name, name.endsWith(member) ? change.apply(bytes) : bytes);
    }
    return archive;
  }

  /** An archive as it is but for one bit in the middle of a stored member. */
  static byte[] flippedInside(String file, String member) throws IOException {
    byte[] whole = sample(file);
    ZipArchive archive = ZipArchive.open(FileBytes.of(Path.of(file), whole));
    String name =
        archive.names().stream().filter(n -> n.endsWith(member)).findFirst().orElseThrow();
    ZipMember found = archive.member(name).orElseThrow();
    ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int at = (int) found.header();
    int start = at + 30 + header.getShort(at + 26) + header.getShort(at + 28);
    return flipped(whole, start + (int) found.size() / 2, 4);
  }

  /** The first place of a text in a file. */
  static int find(byte[] whole, String text) {
    byte[] sought = HostileFile.utf8(text);
    for (int at = 0; at <= whole.length - sought.length; at++) {
      if (Arrays.equals(whole, at, at + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("no '" + text + "' in the sample");
  }

  /** A packed member of zeros that says that it is as long as it is. */
  static ZipBytes bomb(ZipBytes archive, String member) {
    return archive.deflated(member, new byte[96 << 20], ZipBytes.Claim.TRUE);
  }
}
