package io.vitrine.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that come and go. */
public final class Folders {
  private Folders() {}

  /** Deletes a folder and all in it; links are deleted, not followed. */
  public static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** The files that lie directly in a folder. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  /** Copies the files that lie directly in a folder, but for some by their names. */
  public static void copyFiles(Path from, Path to, List<String> without) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      if (!without.contains(file.getFileName().toString())) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
