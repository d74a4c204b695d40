package io.vitrine.formats.zip;

import io.vitrine.formats.file.FileBytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an archive's members hold with the CRC-32 that its directory has of them, each once
 * and only when it is asked for: computing it reads every byte, of a model's numbers too.
 *
 * <p>A CRC-32 of 0 is taken for none. PyTorch writes it where it is told to compute none ({@code
 * set_crc32_options(False)}) or to leave out the numbers ({@code skip_data}), which others then put
 * in. Source: PKWARE's APPNOTE 6.3, section 4.4.7.
 */
final class Checksums {
  /** Longer members are read in parts, so that a file of any size can be mapped. */
  private static final long PART_BYTES = 1 << 28;

  private final FileBytes file;
  private final Map<String, Long> found = new HashMap<>();

  Checksums(FileBytes file) {
    this.file = file;
  }

  /**
   * Checks a member that is stored as it is.
   *
   * @param start where its bytes begin
   * @throws io.vitrine.model.ModelFormatException where they are not what they were
   */
  synchronized void check(ZipMember member, long start) throws IOException {
    if (member.hasChecksum()) {
      @Nullable Long known = found.get(member.name());
      long crc = known == null ? stored(member, start) : known;
      found.put(member.name(), crc);
      compare(file, member, start, crc);
    }
  }

  private long stored(ZipMember member, long start) throws IOException {
    CRC32 crc = new CRC32();
    for (long at = 0; at < member.size(); at += PART_BYTES) {
      crc.update(file.slice(start + at, Math.min(PART_BYTES, member.size() - at)));
    }
    return crc.getValue();
  }

  /** Refuses a member whose content has another checksum than the directory says. */
  static void compare(FileBytes file, ZipMember member, long start, long found) throws IOException {
    if (member.hasChecksum() && found != member.crc()) {
      throw file.fault(
          start,
          "member '%s' is damaged: expected the CRC-32 %08x of its %d bytes, found %08x; copy or download the file again, or save it again where it was changed on purpose"
              .formatted(member.name(), member.crc(), member.size(), found));
    }
  }
}
