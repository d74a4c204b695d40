package io.vitrine.run;

import java.io.IOException;
import java.nio.file.Path;

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
}
