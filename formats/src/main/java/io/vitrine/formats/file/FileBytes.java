package io.vitrine.formats.file;

import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, by position.
 *
 * <p>Files up to {@value #SMALL} bytes are read at once. Larger ones are mapped, whole where one
 * buffer can hold them and piece by piece beyond that; the memory is given back when no buffer
 * refers to it any more.
 */
public final class FileBytes implements ByteSource {
  static final long SMALL = 1 << 20;

  private final Path path;
  private final long size;
  private final @Nullable ByteBuffer whole;
  private final @Nullable FileChannel channel;

  private FileBytes(
      Path path, long size, @Nullable ByteBuffer whole, @Nullable FileChannel channel) {
    this.path = path;
    this.size = size;
    this.whole = whole;
    this.channel = channel;
  }

  /** Bytes in memory under a file's name. */
  public static FileBytes of(Path path, byte[] content) {
    return new FileBytes(path, content.length, ByteBuffer.wrap(content), null);
  }

  /** A file that lies in another one, in its bytes. */
  public static FileBytes of(Path path, ByteBuffer content) {
    return new FileBytes(path, content.remaining(), content.slice(), null);
  }

  /**
   * Opens a file.
   *
   * @throws ModelFormatException where it is a folder or a device
   */
  public static FileBytes open(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new ModelFormatException(
          path + " is " + (Files.isDirectory(path) ? "a folder" : "no regular file"));
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file");
    }
    long size = Files.size(path);
    if (size <= SMALL) {
      return of(path, Files.readAllBytes(path));
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    if (size > Integer.MAX_VALUE) {
      return new FileBytes(path, size, null, channel);
    }
    try (channel) {
      return new FileBytes(path, size, channel.map(FileChannel.MapMode.READ_ONLY, 0, size), null);
    }
  }

  /** A file's bytes in memory, for a file that will be replaced while they are in use. */
  public static FileBytes load(Path path) throws IOException {
    return of(path, Files.readAllBytes(path));
  }

  public Path path() {
    return path;
  }

  /** The file's name without its folders. */
  public String name() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** The file's name without its ending. */
  public String stem() {
    int dot = name().lastIndexOf('.');
    return dot > 0 ? name().substring(0, dot) : name();
  }

  public long size() {
    return size;
  }

  /**
   * A read-only, little-endian view of a range of the file.
   *
   * @throws ModelFormatException where the range is not inside the file or longer than 2 GiB
   */
  @Override
  public ByteBuffer slice(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw fault(
          offset, "expected " + length + " bytes from here, but the file has " + size + " in all");
    }
    if (length > Integer.MAX_VALUE) {
      throw fault(offset, "expected at most 2 GiB in one piece, found " + length + " bytes");
    }
    ByteBuffer bytes;
    if (whole != null) {
      bytes = whole.slice((int) offset, (int) length).asReadOnlyBuffer();
    } else if (channel != null) {
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
    } else {
      throw new IllegalStateException("neither mapped nor open: " + path);
    }
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The first bytes, as many as there are up to a number. */
  public byte[] head(int most) throws IOException {
    byte[] head = new byte[(int) Math.min(most, size)];
    slice(0, head.length).get(head);
    return head;
  }

  /**
   * The path of a file that this one names, which must lie in or below this one's folder.
   *
   * @param location the path as it is written
   * @param by what names it, such as "tensor 'w'", for messages
   * @throws ModelFormatException where the name leads out of the folder or is no file name
   */
  public Path beside(String location, String by) throws ModelFormatException {
    try {
      Path relative = Path.of(location).normalize();
      boolean inside =
          !relative.isAbsolute()
              && relative.getRoot() == null
              && !relative.startsWith("..")
              && !relative.toString().isEmpty()
              && location.indexOf('\\') < 0;
      if (inside) {
        return path.resolveSibling(relative).normalize();
      }
    } catch (InvalidPathException e) {
      // Falls through to the same error: a name that no file can have.
    }
    throw new ModelFormatException(
        name()
            + ", "
            + by
            + ": expected its file to lie in or below the folder of "
            + name()
            + ", found the location '"
            + location
            + "'; it is not read");
  }

  /** An error at a byte of this file. */
  public ModelFormatException fault(long offset, String message) {
    return new ModelFormatException(name() + ", byte " + offset + ": " + message);
  }
}
