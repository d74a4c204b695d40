package io.vitrine.run;

import io.vitrine.run.event.EventFileName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The way to a run directory: write one, or read one.
 *
 * <pre>{@code
 * try (RunWriter log = Run.create(Path.of("runs/mine"))) {
 *   log.scalar("loss/train", step, loss);
 * }
 * }</pre>
 */
public final class Run {
  private Run() {}

  /**
   * Starts recording into a directory, which is made where it is missing. A directory that holds a
   * run already gets a further event file: what is logged now wins over what the older files say of
   * the same step.
   *
   * @throws IOException where the directory cannot be made or written to
   */
  public static RunWriter create(Path directory) throws IOException {
    return RunWriter.create(directory);
  }

  /**
   * A reader that follows a run as it grows; it has read nothing yet.
   *
   * @throws IOException where the directory is none
   */
  public static RunReader open(Path directory) throws IOException {
    return RunReader.open(directory, RunReader.MOST_ROWS);
  }

  /**
   * Everything that a run holds now.
   *
   * @throws IOException where the directory or a file in it cannot be read
   */
  public static RunLog read(Path directory) throws IOException {
    RunReader reader = open(directory);
    reader.poll();
    return reader.log();
  }

  /**
   * The runs in a directory and below it: every directory that directly holds an event file, by its
   * path relative to the given one ({@code .} for that itself), in the order of these names.
   *
   * @throws IOException where a directory cannot be listed
   */
  public static SortedMap<String, Path> find(Path root) throws IOException {
    SortedMap<String, Path> runs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> EventFileName.matches(file) && Files.isRegularFile(file))
          .map(file -> Objects.requireNonNullElse(file.getParent(), Path.of("")))
          .forEach(directory -> runs.put(name(root, directory), directory));
    } catch (UncheckedIOException e) {
      throw new IOException("cannot list the runs in " + root + ": " + e.getMessage(), e);
    }
    return runs;
  }

  private static String name(Path root, Path directory) {
    String name = root.relativize(directory).toString().replace('\\', '/');
    return name.isEmpty() ? "." : name;
  }
}
