package io.vitrine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.run.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in docs/runs.md is the code here, but for the folder. */
class RunsDocTest {
  private static final Path DOC = Path.of("../docs/runs.md");
  private static final Path SOURCE = Path.of("src/test/java/io/vitrine/run/RunsDocTest.java");
  private static final String FOLDER = "Path.of(\"runs/mine\")";

  @TempDir Path folder;

  private void write() throws IOException {
    // begin
    try (RunWriter log = Run.create(folder)) {
      log.hparams(Map.of("learning rate", 0.01, "optimiser", "sgd"));
      for (int step = 1; step <= 100; step++) {
        log.scalar(Tags.TRAIN_LOSS, step, 1.0 / step);
      }
      log.histogram(Tags.weights("fc.0.weight"), 100, new float[] {-0.1f, 0, 0.2f});
      log.image("examples", 100, 2, 1, new byte[] {0, (byte) 255});
      log.text("notes", 100, "converged");
      log.end(RunStatus.FINISHED);
    }
    // end
  }

  @Test
  void example_ofTheDocs_logsAndReads() throws IOException {
    write();
    // begin
    RunLog log = Run.read(folder);
    Series loss = log.scalars(Tags.TRAIN_LOSS);
    Series drawn = loss.smooth(0.9).downsample(1000);
    Histogram weights = log.histograms(Tags.weights("fc.0.weight")).get(0).value();
    // end
    assertThat(loss.size()).isEqualTo(100);
    assertThat(drawn.size()).isEqualTo(100);
    assertThat(weights.finite()).isEqualTo(3);
    assertThat(log.hparams()).containsEntry("optimiser", "sgd");
    assertThat(log.texts("notes").get(0).value()).isEqualTo("converged");
  }

  @Test
  void example_inTheDocs_isTheCodeOfThisTest() throws IOException {
    List<String> shown = blocks(DOC, "RunsDocTest -->\\n```java\\n(.*?)```");
    List<String> run = blocks(SOURCE, "// begin\\n(.*?)// end");
    assertThat(shown).hasSize(2);
    assertThat(shown.stream().map(code -> code.replace(FOLDER, "folder")).toList()).isEqualTo(run);
  }

  private static List<String> blocks(Path file, String pattern) throws IOException {
    Matcher matcher =
        Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file).replace("\r", ""));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1).stripIndent().strip());
    }
    return blocks;
  }
}
