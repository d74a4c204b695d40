package io.vitrine.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.Resampling;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MnistTest {
  private static final Dataset TEST = Mnist.test();

  @Test
  void training_isWhole() {
    Dataset training = Mnist.training();

    assertThat(training.shape()).isEqualTo(Shape.of(60_000, 1, 28, 28));
    assertThat(training.name()).isEqualTo("MNIST training");
    assertThat(counts(training))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
  }

  @Test
  void test_isWhole() {
    assertThat(TEST.shape()).isEqualTo(Shape.of(10_000, 1, 28, 28));
    assertThat(TEST.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(counts(TEST)).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(TEST.limit(8).labels()).containsExactly(7, 2, 1, 0, 4, 1, 4, 9);
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[10];
    Arrays.stream(data.labels()).forEach(label -> counts[label]++);
    return counts;
  }

  /** PyTorch 2.13's input for the reference network: interpolate to 32 x 32, (x - 0.5) / 0.5. */
  @Test
  void inputs_resizedAsTensor_equalPyTorch() {
    float[] input =
        TEST.limit(8).resized(32, 32, Resampling.TENSOR).inputs(Preprocessing.HALF).floats();

    double mean = mean(input, 0);
    assertThat(mean).isCloseTo(-0.7877659797668457, within(1e-6));
    assertThat(Math.sqrt(mean(input, mean))).isCloseTo(0.5233854651451111, within(1e-6));
    float[] row = Arrays.copyOfRange(input, 16 * 32 + 18, 16 * 32 + 25);
    assertThat(row)
        .containsExactly(
            new float[] {
              -0.70174634f, 0.255239f, 0.9370098f, 0.5485294f, -0.5307598f, -0.9797794f, -0.998652f
            },
            within(1e-6f));
    assertThat(Arrays.copyOfRange(input, 16 * 32, 16 * 32 + 18)).containsOnly(-1);
  }

  /** The mean of x for centre 0, else of (x - centre)^2. */
  private static double mean(float[] values, double centre) {
    double sum = 0;
    for (float value : values) {
      sum += centre == 0 ? value : (value - centre) * (value - centre);
    }
    return sum / values.length;
  }

  @Test
  void resized_asFile_equalsPillow() {
    Tensor image = TEST.resized(32, 32, Resampling.PILLOW).image(0);

    byte[] row = new byte[32];
    image.bytes().get(16 * 32, row);
    assertThat(HexFormat.of().formatHex(row))
        .isEqualTo("00000000000000000000000000000000000026a0f7c53c030000000000000000");
  }
}
