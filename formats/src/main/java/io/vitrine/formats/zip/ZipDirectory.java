package io.vitrine.formats.zip;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the directory at the end of a zip archive. It alone is believed; local headers must agree
 * with it. Refused are archives with something before or behind, names that are taken twice or lead
 * out of a folder, and members that overlap. Source: PKWARE's APPNOTE 6.3, sections 4.3 to 4.5.
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MOST_COMMENT = 0xFFFF;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int ZIP64_FIELD = 1;
  private static final long IN_ZIP64 = 0xFFFFFFFFL;

  /** Real archives of weights have thousands; a directory of more is an attack on memory. */
  private static final long MOST_MEMBERS = 1 << 18;

  private final FileBytes file;

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  /** The members in the order of their bytes in the file. */
  static Map<String, ZipMember> read(FileBytes file) throws IOException {
    return new ZipDirectory(file).members();
  }

  /** Where the directory lies. */
  private record Place(long start, long bytes, long members, long end) {}

  private Map<String, ZipMember> members() throws IOException {
    Place place = place();
    if (place.members() > MOST_MEMBERS || place.members() * ENTRY_BYTES > place.bytes()) {
      throw file.fault(
          place.end(),
          "expected at most "
              + Math.min(MOST_MEMBERS, place.bytes() / ENTRY_BYTES)
              + " members, found "
              + Long.toUnsignedString(place.members()));
    }
    if (place.start() < 0
        || place.start() > file.size()
        || place.bytes() != place.end() - place.start()) {
      throw file.fault(
          place.end(),
          "the archive's directory is said to be "
              + place.bytes()
              + " bytes from byte "
              + place.start()
              + ", which does not end here; the file may be cut off or have something before it");
    }
    ByteBuffer bytes = file.slice(place.start(), place.bytes());
    List<ZipMember> members = new ArrayList<>();
    for (long i = 0; i < place.members(); i++) {
      members.add(entry(bytes, place.start()));
    }
    if (bytes.hasRemaining()) {
      throw file.fault(place.start() + bytes.position(), "the directory has more than its members");
    }
    return checked(members, place.start());
  }

  private Place place() throws IOException {
    long end = endRecord();
    ByteBuffer record = file.slice(end, END_BYTES);
    long members = record.getShort(10) & 0xFFFF;
    long bytes = record.getInt(12) & IN_ZIP64;
    long start = record.getInt(16) & IN_ZIP64;
    if (record.getInt(4) != 0 && record.getInt(4) != -1) {
      throw file.fault(end, "this archive is one part of several, which are not read");
    }
    boolean large =
        end >= LOCATOR_BYTES
            && file.slice(end - LOCATOR_BYTES, Integer.BYTES).getInt() == LOCATOR_SIGNATURE;
    return large ? place64(end - LOCATOR_BYTES) : new Place(start, bytes, members, end);
  }

  private Place place64(long locator) throws IOException {
    long end = file.slice(locator, LOCATOR_BYTES).getLong(8);
    if (end < 0 || end > locator - END64_BYTES) {
      throw file.fault(locator, "the zip64 end record is said to be at byte " + end);
    }
    ByteBuffer record = file.slice(end, END64_BYTES);
    if (record.getInt() != END64_SIGNATURE) {
      throw file.fault(end, "expected the zip64 end record");
    }
    return new Place(record.getLong(48), record.getLong(40), record.getLong(32), end);
  }

  private long endRecord() throws IOException {
    long first = Math.max(0, file.size() - END_BYTES - MOST_COMMENT);
    ByteBuffer tail = file.slice(first, file.size() - first);
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      boolean signed = tail.getInt(at) == END_SIGNATURE;
      if (signed && (tail.getShort(at + 20) & 0xFFFF) == tail.limit() - END_BYTES - at) {
        return first + at;
      }
    }
    throw file.fault(
        file.size(), "this zip archive has no end; the file is cut off or has more behind it");
  }

  private ZipMember entry(ByteBuffer bytes, long start) throws IOException {
    long at = start + bytes.position();
    if (bytes.remaining() < ENTRY_BYTES || bytes.getInt(bytes.position()) != ENTRY_SIGNATURE) {
      throw file.fault(at, "expected an entry of the archive's directory");
    }
    ByteBuffer fixed = part(bytes, ENTRY_BYTES, at);
    ByteBuffer name = part(bytes, fixed.getShort(28) & 0xFFFF, at);
    ByteBuffer extra = part(bytes, fixed.getShort(30) & 0xFFFF, at);
    part(bytes, fixed.getShort(32) & 0xFFFF, at);
    Sizes sizes =
        new Sizes(
            fixed.getInt(24) & IN_ZIP64, fixed.getInt(20) & IN_ZIP64, fixed.getInt(42) & IN_ZIP64);
    Sizes real = zip64(sizes, extra, at);
    return new ZipMember(
        safe(StandardCharsets.UTF_8.decode(name).toString(), at),
        fixed.getShort(10) & 0xFFFF,
        fixed.getShort(8) & 0xFFFF,
        fixed.getInt(16) & 0xFFFFFFFFL,
        real.packed(),
        real.content(),
        real.header(),
        0);
  }

  private record Sizes(long content, long packed, long header) {}

  private ByteBuffer part(ByteBuffer bytes, int length, long at) throws ModelFormatException {
    if (bytes.remaining() < length) {
      throw file.fault(at, "an entry of the archive's directory reaches past its end");
    }
    ByteBuffer part = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return part;
  }

  /** Sizes beyond 32 bits, which stand in an extra field in this order where needed. */
  private Sizes zip64(Sizes sizes, ByteBuffer extra, long at) throws ModelFormatException {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xFFFF;
      ByteBuffer field = part(extra, extra.getShort() & 0xFFFF, at);
      if (id == ZIP64_FIELD) {
        return new Sizes(
            wide(sizes.content(), field, at),
            wide(sizes.packed(), field, at),
            wide(sizes.header(), field, at));
      }
    }
    return sizes;
  }

  private long wide(long size, ByteBuffer field, long at) throws ModelFormatException {
    if (size != IN_ZIP64) {
      return size;
    }
    if (field.remaining() < Long.BYTES) {
      throw file.fault(at, "a member's zip64 field is too short");
    }
    return field.getLong();
  }

  /** A name that stays in the folder which the archive would be unpacked to. */
  private String safe(String name, long at) throws ModelFormatException {
    boolean leadsOut =
        name.isEmpty()
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || List.of(name.split("/", -1)).contains("..");
    if (leadsOut) {
      throw file.fault(
          at, "the archive has a member '" + name + "', whose path leads out of its folder");
    }
    return name;
  }

  private Map<String, ZipMember> checked(List<ZipMember> members, long end)
      throws ModelFormatException {
    members.sort(Comparator.comparingLong(ZipMember::header));
    Map<String, ZipMember> byName = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      long limit = i + 1 < members.size() ? members.get(i + 1).header() : end;
      ZipMember member = members.get(i).before(limit);
      if (member.header() < 0 || member.packed() < 0 || member.size() < 0) {
        throw file.fault(
            end, "member '" + member.name() + "': its size or place is more than a file holds");
      }
      if (member.packed() > limit - member.header() || limit > end) {
        throw file.fault(
            member.header(),
            "member '"
                + member.name()
                + "' takes "
                + member.packed()
                + " bytes, but what follows it begins at byte "
                + limit
                + "; expected members that do not overlap");
      }
      if (byName.put(member.name(), member) != null) {
        throw file.fault(
            member.header(), "the archive has two members named '" + member.name() + "'");
      }
    }
    return byName;
  }
}
