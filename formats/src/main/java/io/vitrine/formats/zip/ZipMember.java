package io.vitrine.formats.zip;

/**
 * A file in an archive, as the archive's directory has it.
 *
 * @param name its path in the archive
 * @param method how it is packed: 0 stored, 8 deflated
 * @param flags the general purpose bits
 * @param crc CRC-32 of its content, or 0 where none was computed
 * @param packed bytes that it takes in the archive
 * @param size bytes of its content
 * @param header position of its local header
 * @param limit where the next member or the directory begins
 */
public record ZipMember(
    String name, int method, int flags, long crc, long packed, long size, long header, long limit) {
  private static final int STORED = 0;

  private static final int ENCRYPTED = 1;

  boolean isStored() {
    return method == STORED;
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  boolean hasChecksum() {
    return crc != 0;
  }

  ZipMember before(long end) {
    return new ZipMember(name, method, flags, crc, packed, size, header, end);
  }
}
