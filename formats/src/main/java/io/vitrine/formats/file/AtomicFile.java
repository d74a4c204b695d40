package io.vitrine.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** Writes a file whole or not at all: beside its place first, synced, then moved there. */
public final class AtomicFile {
  /** What writes a file's content. */
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /** Writes pieces one after the other. What stood at the path stays until all is written. */
  public static void write(Path path, List<ByteBuffer> pieces) throws IOException {
    write(path, channel -> writeAll(channel, pieces));
  }

  private static void writeAll(FileChannel channel, List<ByteBuffer> pieces) throws IOException {
    for (ByteBuffer piece : pieces) {
      ByteBuffer rest = piece.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }

  /** Writes a content. What stood at the path stays until all is written. */
  public static void write(Path path, Content content) throws IOException {
    Path target = path.toAbsolutePath();
    if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(
          path.toString(), null, "its folder does not exist; make it first");
    }
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
