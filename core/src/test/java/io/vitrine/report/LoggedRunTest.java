package io.vitrine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Mode;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.insight.curves.CurvesFacts;
import io.vitrine.insight.curves.CurvesFacts.Measure;
import io.vitrine.insight.gradients.GradientFacts;
import io.vitrine.insight.gradients.GradientFacts.Kind;
import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.FirstNonFinite;
import io.vitrine.model.Network;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import io.vitrine.train.NonFinite;
import io.vitrine.train.RunRecorder;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedRunTest {
  private static final Network LENET = Zoo.lenet5(1, 32, 32, 10);

  @TempDir Path folder;

  /** What a test logs. */
  private interface Logging {
    void to(RunWriter run) throws IOException;
  }

  private LoggedRun run(Logging logging) throws IOException {
    try (RunWriter run = Run.create(folder)) {
      logging.to(run);
    }
    return LoggedRun.of(LENET, Run.read(folder), Mode.EVALUATION);
  }

  @Test
  void epochEnds_epochsLogged_areTheirSteps() throws IOException {
    LoggedRun run =
        run(
            log -> {
              log.scalar(Tags.EPOCH, 10, 1);
              log.scalar(Tags.EPOCH, 20, 2);
            });

    assertThat(run.epochEnds()).containsExactly(new LoggedRun.End(1, 10), new LoggedRun.End(2, 20));
    assertThat(run.epochOf(10)).isEqualTo(1);
    assertThat(run.epochOf(11)).isEqualTo(2);
  }

  @Test
  void epochEnds_onlyTestLossLogged_areItsSteps() throws IOException {
    LoggedRun run = run(log -> log.scalar(Tags.TEST_LOSS, 7, 0.5));

    assertThat(run.epochEnds()).containsExactly(new LoggedRun.End(1, 7));
  }

  @Test
  void run_nothingLogged_isEmpty() throws IOException {
    LoggedRun run = run(log -> log.scalar("other", 1, 1));

    assertThat(run.curves()).isEmpty();
    assertThat(run.gradients(true)).isEmpty();
    assertThat(RunFacts.gradients(run)).isEmpty();
    assertThat(RunFacts.curves(run).epochs()).isEmpty();
  }

  @Test
  void classes_ofScores_areTheirNumber() throws IOException {
    assertThat(run(log -> {}).classes()).hasValue(10);
  }

  @Test
  void curves_ofTwoEpochs_areTheirMeasures() throws IOException {
    LoggedRun run =
        run(
            log -> {
              log.scalar(Tags.TRAIN_LOSS, 1, 2.25);
              log.scalar(Tags.TRAIN_LOSS, 2, 2);
              log.scalar(Tags.EPOCH, 2, 1);
              log.scalar(Tags.TRAIN_LOSS_EPOCH, 2, 2.125);
              log.scalar(Tags.TRAIN_ACCURACY, 2, 0.25);
              log.scalar(Tags.TEST_LOSS, 2, 1.5);
              log.scalar(Tags.TEST_ACCURACY, 2, 0.5);
            });

    CurvesFacts facts = RunFacts.curves(run);
    assertThat(facts.epochs())
        .containsExactly(
            new CurvesFacts.Epoch(1, Measure.of(2.125, 0.25), Measure.NONE, Measure.of(1.5, 0.5)));
    assertThat(facts.firstBatchLoss()).hasValue(2.25);
    assertThat(facts.classes()).isEqualTo(10);
    assertThat(facts.nonFinite()).isEmpty();
  }

  @Test
  void curves_lossBecomesNaN_tellStepAndEpoch() throws IOException {
    LoggedRun run =
        run(
            log -> {
              log.scalar(Tags.TRAIN_LOSS, 5, 1);
              log.scalar(Tags.TRAIN_LOSS, 6, Double.NaN);
              log.scalar(Tags.EPOCH, 5, 1);
            });

    assertThat(RunFacts.curves(run).nonFinite())
        .contains(FirstNonFinite.of("loss", 6, 2, Double.NaN));
    assertThat(RunFacts.curves(run).firstBatchLoss()).isEmpty();
  }

  @Test
  void curves_trainingSawTheFirstNaN_tellItsLayer() throws IOException {
    NonFiniteValue origin =
        new NonFiniteValue(NonFiniteValue.Kind.LAYER, "conv1", Double.POSITIVE_INFINITY);
    try (RunWriter run = Run.create(folder)) {
      RunRecorder recorder =
          RunRecorder.of(run, RunInfo.start(Map.of(), 7, "fp32", 1, "fake", Map.of()));
      run.scalar(Tags.TRAIN_LOSS, 3, Double.NaN);
      recorder.becameNonFinite(new NonFinite(3, 1, origin));
    }
    LoggedRun run = LoggedRun.of(LENET, Run.read(folder), RunInfo.read(folder));

    assertThat(RunFacts.curves(run).nonFinite())
        .contains(FirstNonFinite.of("loss", 3, 1, Double.NaN).from(origin));
  }

  @Test
  void gradients_ofTwoEpochs_areMeansOverTheirSteps() throws IOException {
    LoggedRun run =
        run(
            log -> {
              for (int step = 1; step <= 4; step++) {
                log.scalar(Tags.gradientMeanAbs("conv1.weight"), step, step);
                log.scalar(Tags.gradientMeanAbs("conv1.bias"), step, 0);
                log.scalar(Tags.gradientMeanAbs("fc3.weight"), step, 0.5);
              }
              log.scalar(Tags.EPOCH, 2, 1);
              log.scalar(Tags.EPOCH, 4, 2);
              log.scalar(Tags.updateRatio("conv1.weight"), 2, -2);
              log.scalar(Tags.updateRatio("conv1.weight"), 4, -3);
            });

    GradientFacts facts = RunFacts.gradients(run).orElseThrow();
    assertThat(facts.epoch()).isEqualTo(2);
    assertThat(facts.weights())
        .extracting(Weight::name)
        .containsExactly("conv1.weight", "fc3.weight");
    Weight first = facts.weights().get(0);
    assertThat(first.kind()).isEqualTo(Kind.CONVOLUTION);
    assertThat(facts.weights().get(1).kind()).isEqualTo(Kind.LINEAR);
    assertThat(first.firstEpoch()).isCloseTo(1.5, within(1e-9));
    assertThat(first.lastEpoch()).isCloseTo(3.5, within(1e-9));
    assertThat(first.log10Update()).hasValue(-3);
    assertThat(run.gradients(true).orElseThrow().parameters())
        .isEqualTo(List.of("conv1.weight", "conv1.bias", "fc3.weight"));
  }

  @Test
  void gradients_severalNotFiniteAtOneStep_tellTheLastInNetworkOrder() throws IOException {
    LoggedRun run =
        run(
            log -> {
              log.scalar(Tags.gradientMeanAbs("conv1.weight"), 1, Double.NaN);
              log.scalar(Tags.gradientMeanAbs("fc1.weight"), 1, Double.POSITIVE_INFINITY);
              log.scalar(Tags.gradientMeanAbs("fc3.weight"), 1, 1);
              log.scalar(Tags.EPOCH, 1, 1);
            });

    assertThat(RunFacts.gradients(run).orElseThrow().nonFinite())
        .contains(FirstNonFinite.of("fc1.weight", 1, 1, Double.POSITIVE_INFINITY));
  }
}
