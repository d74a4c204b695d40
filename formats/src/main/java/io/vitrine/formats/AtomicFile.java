package io.vitrine.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** Writes a file whole or not at all: beside its place first, synced, then moved there. */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes pieces one after the other. What stood at the path stays until all is written. */
  static void write(Path path, List<ByteBuffer> pieces) throws IOException {
    Path target = path.toAbsolutePath();
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer piece : pieces) {
          ByteBuffer rest = piece.duplicate();
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        }
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
