package io.vitrine.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.engine.StepReport;
import io.vitrine.model.Weights;
import io.vitrine.train.EpochRecord;
import io.vitrine.train.NonFinite;
import io.vitrine.train.Plan;
import io.vitrine.train.Position;
import io.vitrine.train.Recipe;
import io.vitrine.train.StepRecord;
import io.vitrine.zoo.Zoo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final int BATCHES = 938;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Progress progress(boolean terminal) {
    Progress progress =
        new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    Recipe recipe = Recipe.defaults().epochs(2);
    progress.started(new Plan(Zoo.mlp(1, 8, 8, 10), recipe, BATCHES, BATCHES * 64, Position.START));
    return progress;
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static StepReport report(double loss) {
    return new StepReport(new Evaluation(64, loss, 32), Map.of(), Map.of(), Optional.empty());
  }

  private static StepRecord step(int epoch, int batch, double loss) {
    Position after =
        new Position(epoch, batch, (long) epoch * BATCHES + batch, new Evaluation(64, loss, 32));
    return new StepRecord(after, report(loss), 0.01, 128);
  }

  private static void epoch(Progress progress) {
    for (int batch = 1; batch <= BATCHES; batch++) {
      progress.stepped(step(0, batch, batch <= 300 ? 2 : 1));
    }
    progress.epochEnded(
        new EpochRecord(
            1,
            BATCHES,
            new Evaluation(60_000, 0.25, 50_000),
            Optional.of(new Evaluation(1_000, 0.3, 905)),
            Optional.of(new Evaluation(10_000, 0.2, 9_876)),
            128,
            report(1),
            Weights.NONE,
            Weights.NONE));
  }

  @Test
  void stepped_onAPipe_printsPlainLinesWithTheArticles() {
    epoch(progress(false));

    List<String> lines = said().lines().toList();
    assertThat(lines)
        .contains(
            "[1,   300]: loss: 2.000",
            "[1,   600]: loss: 1.000",
            "[1 / 2]: loss on training set: 0.250000",
            "[1 / 2]: Accuracy on validation set: 90.5 %",
            "[1 / 2]: Accuracy on test set: 98.8 %")
        .contains("epoch 1/2  batch 100/938  128 images/s  loss 2.0000  14:48 left")
        .contains("epoch 1/2  batch 938/938  128 images/s  loss 1.0000  7:49 left");
    assertThat(said()).doesNotContain("\r", "\u001b", "#");
  }

  @Test
  void stepped_onATerminal_drawsABarAndPrintsLinesPastIt() {
    epoch(progress(true));

    assertThat(said())
        .contains("\r\u001b[Kepoch 1/2 [------------------------] batch 1/938  128 images/s")
        .contains("\r\u001b[Kepoch 1/2 [########################] batch 938/938")
        .contains("\r\u001b[K[1,   300]: loss: 2.000\n")
        .contains("\r\u001b[K[1 / 2]: Accuracy on test set: 98.8 %\n")
        .doesNotContain("batch 100/938  128 images/s  loss 2.0000  14:48 left\n");
  }

  @Test
  void becameNonFinite_anywhere_saysWhatHelps() {
    Progress progress = progress(false);

    progress.becameNonFinite(
        new NonFinite(7, 1, new NonFiniteValue(Kind.LAYER, "conv1", Double.POSITIVE_INFINITY)));
    progress.becameNonFinite(
        new NonFinite(7, 1, new NonFiniteValue(Kind.INPUT, "input", Double.NaN)));

    assertThat(said())
        .isEqualTo(
            """
            warning: Infinity first appeared in the output of layer conv1 at step 7 (epoch 1); lower the learning rate (--lr)
            warning: NaN first appeared in the batch of input input at step 7 (epoch 1); look at the images
            """);
  }

  @Test
  void started_midway_saysWhereItGoesOn() {
    Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    progress.started(
        new Plan(
            Zoo.mlp(1, 8, 8, 10),
            Recipe.defaults(),
            BATCHES,
            BATCHES * 64,
            new Position(1, 3, BATCHES + 3, Evaluation.NONE)));

    assertThat(said()).isEqualTo("resumed after step 941 (epoch 2)\n");
  }
}
