package io.vitrine.cli.view;

import io.vitrine.view.Words;
import io.vitrine.view.diagram.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows on standard error how far a drawing is, once it has taken a while: on a terminal a line
 * that is drawn anew, on a pipe a line a stage.
 */
final class DrawProgress implements Progress, AutoCloseable {
  private static final long PATIENCE = 1_500_000_000L;
  private static final long PAUSE = 100_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final Words words;
  private final long start = System.nanoTime();
  private long shownAt;
  private String shown = "";

  DrawProgress(PrintStream out, boolean terminal, Locale language) {
    this.out = out;
    this.terminal = terminal;
    this.words = Words.of(language);
  }

  /** On the process's standard error. */
  static DrawProgress onStandardError(Locale language) {
    return new DrawProgress(System.err, Boolean.getBoolean("vitrine.terminal"), language);
  }

  @Override
  public void reached(Stage stage, int done, int of) {
    show(stage, done, of, System.nanoTime());
  }

  /** The same at a time in nanoseconds. */
  void show(Stage stage, int done, int of, long now) {
    if (now - start < PATIENCE || now - shownAt < PAUSE) {
      return;
    }
    String text = words.say("diagram.progress." + stage, count(done), count(of));
    String key = terminal ? text : stage.name();
    if (!key.equals(shown)) {
      shown = key;
      shownAt = now;
      out.print(terminal ? "\r\u001b[K" + text : text + "\n");
      out.flush();
    }
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (terminal && !shown.isEmpty()) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
