package io.vitrine.cli.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.view.diagram.Progress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DrawProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private DrawProgress progress(boolean terminal) {
    return new DrawProgress(new PrintStream(shown, true, UTF_8), terminal, Locale.ENGLISH);
  }

  @Test
  void show_drawingThatIsSoonDone_saysNothing() {
    progress(true).show(Stage.LAYOUT, 1, 2, System.nanoTime());

    assertThat(shown.toString(UTF_8)).isEmpty();
  }

  @Test
  void show_pipe_isALineAStage() {
    DrawProgress progress = progress(false);
    long late = System.nanoTime() + 10 * SECOND;
    progress.show(Stage.LAYOUT, 1, 20_000, late);
    progress.show(Stage.LAYOUT, 2, 20_000, late + SECOND);
    progress.show(Stage.FIGURE, 0, 20_000, late + 2 * SECOND);

    assertThat(shown.toString(UTF_8))
        .isEqualTo("laying out: 1 of 20,000 boxes\nwriting 20,000 nodes\n");
  }

  @Test
  void close_terminal_wipesTheLine() {
    DrawProgress progress = progress(true);
    progress.show(Stage.LAYOUT, 1, 2, System.nanoTime() + 10 * SECOND);
    progress.close();

    assertThat(shown.toString(UTF_8)).startsWith("\r\u001b[Klaying out").endsWith("\r\u001b[K");
  }
}
