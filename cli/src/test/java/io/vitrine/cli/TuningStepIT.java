package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import io.vitrine.tuning.Tuning;
import io.vitrine.tuning.TuningOptions;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One step of training what was opened is PyTorch's step, which export_tuning.py recorded. */
class TuningStepIT {
  private static final float TOLERANCE = 2e-6f;

  /** Files that hold one network in two forms, and what they put before its names. */
  @ParameterizedTest
  @CsvSource({"probabilities.onnx, net.", "training.onnx, ''"})
  void step_networkFromAFile_isPyTorchs(String file, String prefix) throws IOException {
    Weights expected = Networks.read(TuneIT.file("step.npz")).weights();
    OpenedModel opened = Networks.read(TuneIT.file(file)).withConstantsAsParameters();
    Tuning tuning =
        Tuning.of(
            opened.network(),
            opened.weights(),
            new ImageFormat(1, 9, 9),
            3,
            TuningOptions.defaults());
    EngineOptions options = EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32);
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(tuning.trained(), tuning.weights());
        Training training =
            model.train(new Optimizer.Sgd(0.1, 0.9, 0), Loss.CROSS_ENTROPY, Set.of())) {
      StepReport report =
          training.step(expected.require("images"), expected.require("labels"), Detail.LOSS);

      assertThat(report.batch().loss())
          .isCloseTo(expected.require("loss").doubleAt(0), within((double) TOLERANCE));
      same(expected, "grad/", training.gradients(), prefix);
      same(expected, "after/", model.weights(), prefix);
    }
  }

  private static void same(Weights expected, String kind, Weights found, String prefix) {
    int compared = 0;
    for (String name : expected.names()) {
      if (name.startsWith(kind)) {
        Tensor ours = found.require(prefix + name.substring(kind.length()));
        float[] theirs = expected.require(name).floats();
        assertThat(ours.count()).as(name).isEqualTo(theirs.length);
        for (int i = 0; i < theirs.length; i++) {
          assertThat(ours.floats()[i]).as("%s %d", name, i).isCloseTo(theirs[i], within(TOLERANCE));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(10);
  }
}
