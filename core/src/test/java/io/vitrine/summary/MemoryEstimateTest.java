package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import org.junit.jupiter.api.Test;

/** Each figure is worked out by hand beside it. */
class MemoryEstimateTest {
  private static MemoryEstimate of(Network network, SummaryOptions options) {
    return Summary.of(network, options).totals().memory();
  }

  @Test
  void of_mlp_keepsInputAndReluOutputs() {
    MemoryEstimate memory = of(Zoo.mlp(1, 28, 28, 10), ROOT);
    long parameters = 109_386 * 4;

    assertThat(memory.inputBytes()).isEqualTo(784 * 4);
    assertThat(memory.keptBytes())
        .as("the input, which Flatten only shows, and two ReLU outputs, which the next layers read")
        .isEqualTo((784 + 128 + 64) * 4);
    assertThat(memory.inferencePeakBytes())
        .as("at the first linear layer: its input and its output")
        .isEqualTo(parameters + (784 + 128) * 4);
    assertThat(memory.trainingPeakBytes())
        .as("parameters, their gradients, what is kept, and both gradients around the first ReLU")
        .isEqualTo(2 * parameters + memory.keptBytes() + 2 * 128 * 4);
  }

  /** Conv 1 to 4 channels on 8 x 8, BatchNorm, ReLU, MaxPool to 4 x 4, Linear to 3, Dropout. */
  private static Network small() {
    LayerBuilder b = LayerBuilder.of("small");
    String x = b.conv("conv", b.images("x", 1, 8, 8), 4, new Square(3, 1, 1), false);
    x = b.maxPool("pool", b.relu("relu", b.batchNorm("norm", x)), new Square(2, 2, 0));
    return b.build(b.dropout("drop", b.linear("fc", b.flatten("flatten", x), 3), 0.5f));
  }

  @Test
  void of_eachKindOfLayer_keepsWhatItsGradientNeeds() {
    int batch = 2;
    int input = 64 * 4;
    int map = 4 * 64 * 4;
    int pooled = 64 * 4;

    assertThat(of(small(), ROOT.batch(batch)).keptBytes())
        .as("conv: input; norm: conv's output; relu: its output; pool: a position for each of 64")
        .isEqualTo(batch * (input + map + map + 64 * 8 + pooled + 3L));
  }

  @Test
  void of_residual_keepsTheSkippedValueUntilTheSum() {
    LayerBuilder b = LayerBuilder.of("skip");
    String x = b.relu("first", b.images("x", 2, 4, 4));
    Network network = b.build(b.add("sum", b.relu("second", x), x));

    MemoryEstimate memory = of(network, ROOT);

    assertThat(memory.inferencePeakBytes()).as("first, second and sum").isEqualTo(3 * 32 * 4);
    assertThat(memory.keptBytes()).as("an addition keeps nothing").isEqualTo(2 * 32 * 4);
  }

  @Test
  void of_bfloat16Activations_halvesThemButNotTheParameters() {
    Network network = Zoo.mlp(1, 28, 28, 10);
    MemoryEstimate full = of(network, ROOT);
    MemoryEstimate half = of(network, ROOT.activations(ElementType.BFLOAT16));
    long parameters = 109_386 * 4;

    assertThat(half.keptBytes() * 2).isEqualTo(full.keptBytes());
    assertThat((half.inferencePeakBytes() - parameters) * 2)
        .isEqualTo(full.inferencePeakBytes() - parameters);
  }

  @Test
  void of_batch_scalesValuesOnly() {
    Network network = Zoo.vgg16(1, 32, 32, 10);

    assertThat(of(network, ROOT.batch(64)).keptBytes())
        .isEqualTo(64 * of(network, ROOT).keptBytes());
  }
}
