package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that come and go. */
final class Folders {
  private Folders() {}

  /** Deletes a folder and all in it; links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** Copies the files that lie directly in a folder, but for some by their names. */
  static void copyFiles(Path from, Path to, List<String> without) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> found = Files.list(from)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!without.contains(file.getFileName().toString())) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
