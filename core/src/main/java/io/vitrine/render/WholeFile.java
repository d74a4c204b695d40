package io.vitrine.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A file that is there in full or not at all, with what lies beside it. It is written under another
 * name in the same folder and gets its own at the end; where that does not come, because the
 * writing fails or the process is told to end, what was written is deleted.
 */
final class WholeFile implements AutoCloseable {
  private final Path file;
  private final Path written;
  private final OutputStream out;
  private final Map<Path, Path> companions = new LinkedHashMap<>();
  private boolean isKept;

  private WholeFile(Path file, Path written) throws IOException {
    this.file = file;
    this.written = written;
    this.out =
        new BufferedOutputStream(
            isInPlace()
                ? Files.newOutputStream(written)
                : Files.newOutputStream(written, StandardOpenOption.CREATE_NEW));
    if (!isInPlace()) {
      deleteAtTheEnd(written);
    }
  }

  /**
   * Has what is still there deleted when the process ends, after all its shutdown hooks: one of
   * them may wait for the figures of a training that was told to stop.
   */
  private static void deleteAtTheEnd(Path unfinished) {
    if (unfinished.getFileSystem() == FileSystems.getDefault()) {
      unfinished.toFile().deleteOnExit();
    }
  }

  /** A file in the making. What is no plain file, such as a pipe, is written as it is. */
  static WholeFile at(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new WholeFile(file, file);
    }
    Path real = Files.exists(file) ? file.toRealPath() : file;
    return new WholeFile(real, unfinished(real));
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  private boolean isInPlace() {
    return file.equals(written);
  }

  OutputStream out() {
    return out;
  }

  /** Writes another file, which comes and goes with this one. */
  void beside(Path companion, byte[] content) throws IOException {
    Path unfinished = unfinished(companion);
    companions.put(companion, unfinished);
    deleteAtTheEnd(unfinished);
    Files.write(unfinished, content);
  }

  /** Gives all files their names. */
  void keep() throws IOException {
    out.close();
    for (Map.Entry<Path, Path> companion : companions.entrySet()) {
      Files.move(companion.getValue(), companion.getKey(), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!isInPlace()) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
    isKept = true;
  }

  private void discard() {
    companions.values().forEach(WholeFile::delete);
    if (!isInPlace()) {
      delete(written);
    }
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      System.getLogger("io.vitrine.render")
          .log(System.Logger.Level.WARNING, "an unfinished file is left: " + unfinished, e);
    }
  }

  /** Deletes what is not kept. */
  @Override
  public void close() throws IOException {
    if (!isKept) {
      try {
        out.close();
      } finally {
        discard();
      }
    }
  }
}
