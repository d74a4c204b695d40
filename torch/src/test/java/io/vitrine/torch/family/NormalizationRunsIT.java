package io.vitrine.torch.family;

import static io.vitrine.torch.OneNode.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Mode;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Tensor;
import io.vitrine.torch.Grid;
import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;

class NormalizationRunsIT {
  private static final Tensor INPUT = OneNode.random(4, 2, 3, 3);
  private static final Tensor SCALE = floats(2, 0.5f);
  private static final Tensor SHIFT = floats(1, -1);
  private static final Tensor MEAN = floats(0.1f, -0.2f);
  private static final Tensor VARIANCE = floats(1.5f, 0.25f);

  private static OneNode batchNorm() {
    return OneNode.of("BatchNormalization")
        .input(INPUT)
        .input(SCALE)
        .input(SHIFT)
        .input(MEAN)
        .input(VARIANCE);
  }

  private static double[] channelMoments(int channel) {
    double sum = 0;
    double squares = 0;
    for (int n = 0; n < 4; n++) {
      for (int i = 0; i < 9; i++) {
        double x = INPUT.doubleAt((n * 2 + channel) * 9 + i);
        sum += x;
        squares += x * x;
      }
    }
    double mean = sum / 36;
    return new double[] {mean, squares / 36 - mean * mean};
  }

  @Test
  void batchNorm_evaluation_usesRunningStatistics() {
    Tensor ours = batchNorm().run();
    double expected = (Grid.at(INPUT, 3, 1, 2, 0) + 0.2) / Math.sqrt(0.25 + 1e-5) * 0.5 - 1;
    assertThat(Grid.at(ours, 3, 1, 2, 0)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void batchNorm_training_usesTheBatch() {
    Tensor ours = batchNorm().run(Mode.TRAINING).tensor("out0");
    double[] moments = channelMoments(0);
    double expected =
        (Grid.at(INPUT, 1, 0, 1, 1) - moments[0]) / Math.sqrt(moments[1] + 1e-5) * 2 + 1;
    assertThat(Grid.at(ours, 1, 0, 1, 1)).isCloseTo(expected, within(1e-5));
  }

  /** ONNX: running = running momentum + batch (1 - momentum), the variance of the population. */
  @Test
  void batchNorm_ownTrainingMode_followsOnnxInAnyMode() {
    Trace trace =
        batchNorm()
            .with("training_mode", 1)
            .with("momentum", 0.75f)
            .outputs(3)
            .run(Mode.EVALUATION);
    for (int channel = 0; channel < 2; channel++) {
      double[] moments = channelMoments(channel);
      assertThat(trace.tensor("out1").doubleAt(channel))
          .isCloseTo(MEAN.doubleAt(channel) * 0.75 + moments[0] * 0.25, within(1e-6));
      assertThat(trace.tensor("out2").doubleAt(channel))
          .isCloseTo(VARIANCE.doubleAt(channel) * 0.75 + moments[1] * 0.25, within(1e-6));
    }
    Tensor inTraining = batchNorm().run(Mode.TRAINING).tensor("out0");
    assertThat(trace.tensor("out0").floats()).containsExactly(inTraining.floats());
  }

  @Test
  void dropout_evaluation_passesThrough() {
    Tensor input = OneNode.random(100);
    assertThat(OneNode.of("Dropout").input(input).run().floats()).containsExactly(input.floats());
  }

  @Test
  void dropout_training_zeroesAShareAndScalesTheRest() {
    float[] ones = new float[10_000];
    java.util.Arrays.fill(ones, 1);
    OneNode node = OneNode.of("Dropout").outputs(2).input(floats(ones)).input(Tensor.scalar(0.2f));
    Trace trace = node.run(Mode.TRAINING);
    long[] kept = trace.tensor("out1").longs();
    for (int i = 0; i < ones.length; i++) {
      assertThat(trace.tensor("out0").floatAt(i)).isEqualTo(kept[i] != 0 ? 1.25f : 0);
    }
    double mean = 0;
    for (float value : trace.tensor("out0").floats()) {
      mean += value / ones.length;
    }
    assertThat(mean).as("five standard errors").isCloseTo(1, within(0.025));
  }

  @Test
  void layerNorm_rows_haveMeanZeroAndDeviationOne() {
    Tensor input = OneNode.random(3, 8);
    Trace trace =
        OneNode.of("LayerNormalization")
            .outputs(3)
            .input(input)
            .input(floats(1, 1, 1, 1, 1, 1, 1, 1))
            .run(Mode.EVALUATION);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 8; i++) {
      double x = trace.tensor("out0").doubleAt(8 + i);
      sum += x;
      squares += x * x;
    }
    assertThat(sum).isCloseTo(0, within(1e-5));
    assertThat(squares / 8).isCloseTo(1, within(1e-3));
    assertThat(trace.tensor("out1").shape().sizes()).containsExactly(3, 1);
  }

  @Test
  void instanceNorm_eachChannelOfEachItem_isNormalised() {
    Tensor ours = OneNode.of("InstanceNormalization").input(INPUT).input(SCALE).input(SHIFT).run();
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += ours.doubleAt(9 + i);
    }
    assertThat(sum / 9).as("the shift of channel 1").isCloseTo(-1, within(1e-5));
  }
}
