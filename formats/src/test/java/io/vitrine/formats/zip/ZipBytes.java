package io.vitrine.formats.zip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Archives put together by hand, so that they may be wrong; for tests. */
public final class ZipBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int count;

  /** What the directory says of a member; negative numbers stand for the truth. */
  public record Claim(long size, long packed, int header, int flags, int method) {
    /** The truth. */
    public static final Claim TRUE = new Claim(-1, -1, -1, 0, -1);
  }

  /** A member as it is. */
  public ZipBytes stored(String name, byte[] content) {
    return member(name, content, content, 0, Claim.TRUE);
  }

  /** A deflated member. */
  public ZipBytes deflated(String name, byte[] content, Claim claim) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return member(name, content, java.util.Arrays.copyOf(packed, length), 8, claim);
  }

  /** A stored member of which the directory claims something else. */
  public ZipBytes claimed(String name, byte[] content, Claim claim) {
    return member(name, content, content, 0, claim);
  }

  /** A member that says 0 for its checksum. */
  public ZipBytes withoutChecksum(String name, byte[] content) {
    return member(name, 0, content, content, 0, Claim.TRUE);
  }

  private ZipBytes member(String name, byte[] content, byte[] packed, int method, Claim claim) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return member(name, crc.getValue(), content, packed, method, claim);
  }

  private ZipBytes member(
      String name, long crc, byte[] content, byte[] packed, int method, Claim claim) {
    byte[] letters = name.getBytes(StandardCharsets.UTF_8);
    long size = claim.size() < 0 ? content.length : claim.size();
    long taken = claim.packed() < 0 ? packed.length : claim.packed();
    int header = claim.header() < 0 ? out.size() : claim.header();
    int way = claim.method() < 0 ? method : claim.method();
    little(directory, 4, 0x02014b50L);
    little(directory, 4, 0x00140014L);
    little(directory, 2, claim.flags());
    little(directory, 2, way);
    little(directory, 4, 0);
    little(directory, 4, crc);
    little(directory, 4, taken);
    little(directory, 4, size);
    little(directory, 2, letters.length);
    little(directory, 12, 0);
    little(directory, 4, header);
    directory.writeBytes(letters);
    little(out, 4, 0x04034b50L);
    little(out, 2, 20);
    little(out, 2, claim.flags());
    little(out, 2, way);
    little(out, 4, 0);
    little(out, 4, crc);
    little(out, 4, taken);
    little(out, 4, size);
    little(out, 2, letters.length);
    little(out, 2, 0);
    out.writeBytes(letters);
    out.writeBytes(packed);
    count++;
    return this;
  }

  /** The archive. */
  public byte[] bytes() {
    return bytes(count);
  }

  /** The archive, whose end claims a number of members. */
  public byte[] bytes(int claimedCount) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(out.toByteArray());
    all.writeBytes(directory.toByteArray());
    little(all, 4, 0x06054b50L);
    little(all, 4, 0);
    little(all, 2, claimedCount);
    little(all, 2, claimedCount);
    little(all, 4, directory.size());
    little(all, 4, out.size());
    little(all, 2, 0);
    return all.toByteArray();
  }

  private static void little(ByteArrayOutputStream to, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      to.write(i < 8 ? (int) (value >> (8 * i)) : 0);
    }
  }
}
