package io.vitrine.view.diagram;

import java.util.concurrent.CancellationException;

/**
 * What a drawing tells of itself as it goes. It ends with a {@link CancellationException} where a
 * listener throws one, or where its thread is interrupted.
 */
@FunctionalInterface
public interface Progress {
  /** What is being done. */
  enum Stage {
    /** Finding which nodes are one block. */
    GROUPING,
    /** Finding a place for every box. */
    LAYOUT,
    /** Making the figure. */
    FIGURE
  }

  /** Tells nobody. */
  Progress NONE = (stage, done, of) -> {};

  /**
   * A stage has come so far.
   *
   * @param done parts that are done
   * @param of parts in all
   */
  void reached(Stage stage, int done, int of);

  /** The same, unless the thread is interrupted. */
  static void report(Progress progress, Stage stage, int done, int of) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the drawing was interrupted");
    }
    progress.reached(stage, done, of);
  }
}
