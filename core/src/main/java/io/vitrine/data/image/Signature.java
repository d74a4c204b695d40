package io.vitrine.data.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Says what a file really is by its first bytes, for messages about files that are not read. */
public final class Signature {
  /** How many bytes are enough. */
  public static final int LENGTH = 16;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a PNG image", 0, "\u0089PNG\r\n\u001a\n"),
          new Kind("a JPEG image", 0, "\u00ff\u00d8\u00ff"),
          new Kind("a GIF image", 0, "GIF8"),
          new Kind("a BMP image", 0, "BM"),
          new Kind("a TIFF image", 0, "II*\0"),
          new Kind("a TIFF image", 0, "MM\0*"),
          new Kind("a WebP image", 8, "WEBP"),
          new Kind("an AVIF image", 4, "ftypavif"),
          new Kind("a HEIF image", 4, "ftyp"),
          new Kind("a JPEG 2000 image", 4, "jP  "),
          new Kind("a JPEG XL image", 0, "\u00ff\n"),
          new Kind("a PDF document", 0, "%PDF"),
          new Kind("a ZIP archive", 0, "PK\u0003\u0004"),
          new Kind("a gzip file", 0, "\u001f\u008b"),
          new Kind("a NumPy array", 0, "\u0093NUMPY"),
          new Kind("an HDF5 file", 0, "\u0089HDF"),
          new Kind("a web page", 0, "<!"),
          new Kind("a web page", 0, "<html"),
          new Kind("an SVG or XML file", 0, "<"));

  private Signature() {}

  public static boolean isPng(byte[] head) {
    return KINDS.get(0).matches(head);
  }

  public static boolean isJpeg(byte[] head) {
    return KINDS.get(1).matches(head);
  }

  /** For example {@code a GIF image} or {@code bytes 00 01 02 03}. */
  public static String describe(byte[] head) {
    if (head.length == 0) {
      return "an empty file";
    }
    return KINDS.stream()
        .filter(kind -> kind.matches(head))
        .map(Kind::name)
        .findFirst()
        .orElseGet(() -> unknown(head));
  }

  private static String unknown(byte[] head) {
    int shown = Math.min(head.length, 4);
    return "a file starting with the bytes "
        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head, 0, shown);
  }

  private record Kind(String name, int offset, String magic) {
    boolean matches(byte[] head) {
      byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
      if (head.length < offset + expected.length) {
        return false;
      }
      for (int i = 0; i < expected.length; i++) {
        if (head[offset + i] != expected[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
