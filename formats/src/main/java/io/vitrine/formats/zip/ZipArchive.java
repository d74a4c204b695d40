package io.vitrine.formats.zip;

import io.vitrine.formats.file.ByteSource;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive whose members are read where they lie. What is stored is a view of the file; what
 * is deflated is inflated when it is asked for, and the last one is kept while memory lasts.
 */
public final class ZipArchive {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int DEFLATED = 8;

  private final FileBytes file;
  private final Map<String, ZipMember> members;
  private final Checksums checksums;
  private SoftReference<Inflated> last = new SoftReference<>(null);

  private record Inflated(ZipMember member, ByteBuffer content) {}

  private ZipArchive(FileBytes file, Map<String, ZipMember> members) {
    this.file = file;
    this.members = members;
    this.checksums = new Checksums(file);
  }

  /** Whether a file begins as a zip archive does. */
  public static boolean fits(FileBytes file) throws IOException {
    byte[] head = file.head(4);
    return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  /**
   * Opens an archive.
   *
   * @throws ModelFormatException where its directory is damaged, overlong or hostile
   */
  public static ZipArchive open(FileBytes file) throws IOException {
    return new ZipArchive(file, ZipDirectory.read(file));
  }

  public FileBytes file() {
    return file;
  }

  /** The members' names, in the order of their bytes. */
  public Set<String> names() {
    return members.keySet();
  }

  /** A member by its path, empty where there is none. */
  public Optional<ZipMember> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** A member's bytes, in parts, its checksum checked when the first is asked for. */
  public ByteSource source(ZipMember member) {
    return (offset, length) -> {
      check(member);
      return slice(member, offset, length);
    };
  }

  /** A member's whole content, its checksum checked. */
  public ByteBuffer content(ZipMember member) throws IOException {
    check(member);
    return slice(member, 0, member.size());
  }

  /**
   * A member's whole content without a look at the numbers in it: call {@link #check} before those
   * are used. What is deflated is checked all the same.
   */
  public ByteBuffer unchecked(ZipMember member) throws IOException {
    return slice(member, 0, member.size());
  }

  /**
   * Compares a member's content with its checksum, where it has one. It is read once for that.
   *
   * @throws ModelFormatException where the two differ: the file was damaged on its way
   */
  public void check(ZipMember member) throws IOException {
    if (member.isStored()) {
      checksums.check(member, start(member));
    }
  }

  /** The first bytes of a member, as many as there are up to a number, not checked. */
  public ByteBuffer head(ZipMember member, int most) throws IOException {
    if (member.isStored()) {
      return slice(member, 0, Math.min(most, member.size()));
    }
    long start = start(member);
    return readOnly(Inflation.head(file, member, start, most));
  }

  private ByteBuffer slice(ZipMember member, long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > member.size() - length) {
      throw file.fault(
          member.header(),
          "expected "
              + length
              + " bytes from byte "
              + offset
              + " of member '"
              + member.name()
              + "', which has "
              + member.size());
    }
    return member.isStored()
        ? file.slice(start(member) + offset, length)
        : readOnly(inflated(member).slice((int) offset, (int) length));
  }

  private static ByteBuffer readOnly(ByteBuffer bytes) {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private synchronized ByteBuffer inflated(ZipMember member) throws IOException {
    @Nullable Inflated kept = last.get();
    if (kept == null || !kept.member().equals(member)) {
      kept = new Inflated(member, Inflation.whole(file, member, start(member)));
      last = new SoftReference<>(kept);
    }
    return kept.content();
  }

  /**
   * An error at a byte of a member's content, which names the byte in the file where it is stored.
   */
  public ModelFormatException fault(ZipMember member, long offset, String message) {
    try {
      if (member.isStored()) {
        return file.fault(start(member) + offset, message);
      }
    } catch (IOException e) {
      // The member itself is damaged; its own offset says as much as can be said.
    }
    return file.fault(
        member.header(), "byte " + offset + " of member '" + member.name() + "': " + message);
  }

  /** Where a member's bytes begin, its local header checked against the directory. */
  private long start(ZipMember member) throws IOException {
    if (member.isEncrypted()) {
      throw file.fault(member.header(), "member '" + member.name() + "' is encrypted");
    }
    if (!member.isStored() && member.method() != DEFLATED) {
      throw file.fault(
          member.header(),
          "member '"
              + member.name()
              + "' is packed by method "
              + member.method()
              + "; 0 (stored) and 8 (deflated) are read");
    }
    if (member.isStored() && member.packed() != member.size()) {
      throw file.fault(
          member.header(),
          "member '"
              + member.name()
              + "' is stored, but takes "
              + member.packed()
              + " bytes for "
              + member.size());
    }
    ByteBuffer header = file.slice(member.header(), LOCAL_BYTES);
    int nameBytes = header.getShort(26) & 0xFFFF;
    long start = member.header() + LOCAL_BYTES + nameBytes + (header.getShort(28) & 0xFFFF);
    if (header.getInt(0) != LOCAL_SIGNATURE
        || !StandardCharsets.UTF_8
            .decode(file.slice(member.header() + LOCAL_BYTES, nameBytes))
            .toString()
            .equals(member.name())) {
      throw file.fault(
          member.header(), "expected the local header of member '" + member.name() + "'");
    }
    if (start > member.limit() - member.packed()) {
      throw file.fault(
          member.header(), "member '" + member.name() + "' reaches into what follows it");
    }
    return start;
  }
}
