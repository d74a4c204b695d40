package io.vitrine.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file really is, by its first bytes. */
public final class FileKind {
  public static final String JSON = "a JSON file";

  private static final int HEAD = 512;

  /** Shorter signatures can be the beginning of a text too. */
  private static final int LEAST_IN_TEXT = 4;

  /** A file whose bytes at an offset are those given, in Latin-1. */
  private record Signature(int offset, String bytes, String name) {
    boolean fits(String head, boolean text) {
      return head.startsWith(bytes, offset) && (!text || bytes.length() >= LEAST_IN_TEXT);
    }
  }

  private static final List<Signature> SIGNATURES = signatures();

  private FileKind() {}

  private static List<Signature> signatures() {
    List<Signature> all = new ArrayList<>();
    all.add(new Signature(0, "\u0089PNG\r\n\u001a\n", "a PNG image"));
    all.add(new Signature(0, "\u00ff\u00d8\u00ff", "a JPEG image"));
    all.add(new Signature(0, "GIF8", "a GIF image"));
    all.add(new Signature(8, "WEBP", "a WebP image"));
    all.add(new Signature(0, "BM", "a BMP image"));
    all.add(new Signature(0, "%PDF", "a PDF document"));
    all.add(new Signature(0, "PK\u0003\u0004", "a zip archive"));
    all.add(new Signature(0, "PK\u0005\u0006", "an empty zip archive"));
    all.add(new Signature(0, "\u001f\u008b", "a gzip file"));
    all.add(new Signature(0, "BZh", "a bzip2 file"));
    all.add(new Signature(0, "\u00fd7zXZ\0", "an xz file"));
    all.add(new Signature(0, "(\u00b5/\u00fd", "a Zstandard file"));
    all.add(new Signature(0, "7z\u00bc\u00af'\u001c", "a 7z archive"));
    all.add(new Signature(257, "ustar", "a tar archive"));
    all.add(new Signature(0, "\u0093NUMPY", "a NumPy array (.npy)"));
    all.add(new Signature(0, "GGUF", "a GGUF model"));
    all.add(new Signature(4, "TFL3", "a TensorFlow Lite model"));
    all.add(new Signature(0, "\u007fELF", "an ELF program"));
    all.add(new Signature(0, "MZ", "a Windows program"));
    all.add(new Signature(0, "\u00ca\u00fe\u00ba\u00be", "a Java class file"));
    all.add(new Signature(0, "SQLite format 3", "an SQLite database"));
    all.add(
        new Signature(
            0,
            "version https://git-lfs.github.com/spec/",
            "a Git LFS pointer, not the file itself; fetch it with git lfs pull"));
    all.add(new Signature(0, "\u0080\u0002", "a Python pickle, but none that torch.save wrote"));
    all.add(new Signature(0, "\u0080\u0003", "a Python pickle"));
    all.add(new Signature(0, "\u0080\u0004", "a Python pickle"));
    all.add(new Signature(0, "\u0080\u0005", "a Python pickle"));
    return List.copyOf(all);
  }

  /** A phrase such as "a PNG image", empty where the bytes say nothing. */
  public static Optional<String> of(FileBytes file) throws IOException {
    if (file.size() == 0) {
      return Optional.of("an empty file");
    }
    byte[] bytes = file.head(HEAD);
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean text = isText(bytes);
    Optional<String> signed =
        SIGNATURES.stream().filter(s -> s.fits(head, text)).map(Signature::name).findFirst();
    if (signed.isPresent()) {
      return signed;
    }
    return text ? Optional.of(text(head)) : Optional.empty();
  }

  private static String text(String head) {
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "an HTML page; a download may have failed";
    }
    if (start.startsWith("<?xml") || start.startsWith("<svg")) {
      return "an XML file";
    }
    return start.startsWith("{") || start.startsWith("[") ? JSON : "a text file";
  }

  /**
   * Whether bytes are UTF-8, up to a character that their end may cut, without control characters.
   */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      boolean control = b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f';
      if (control || b == 127) {
        return false;
      }
    }
    CharBuffer characters = CharBuffer.allocate(head.length);
    return !StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(head), characters, false)
        .isError();
  }
}
