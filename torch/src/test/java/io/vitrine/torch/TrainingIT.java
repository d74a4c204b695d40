package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small network with batch norm, dropout and a skip connection. */
class TrainingIT {
  private static final Network NETWORK = network();
  private static final Tensor IMAGES = OneNode.random(8, 1, 8, 8);
  private static final Tensor LABELS = Tensor.of(new long[] {0, 1, 2, 0, 1, 2, 0, 1}, 8);
  private static final Optimizer SGD = new Optimizer.Sgd(0.1, 0.5, 0.01);

  private static TorchEngine engine;

  private static Network network() {
    LayerBuilder b = LayerBuilder.of("small");
    String x = b.images("input", 1, 8, 8);
    x = b.relu("relu1", b.batchNorm("bn1", b.conv("conv1", x, 32, new Square(3, 1, 1), false)));
    String y = b.batchNorm("bn2", b.conv("conv2", x, 32, new Square(3, 1, 1), true));
    x = b.relu("relu2", b.add("add", x, y));
    x = b.flatten("flatten", b.globalAveragePool("pool", x));
    return b.build(b.linear("fc", b.dropout("drop", x, 0.5f), 3));
  }

  @BeforeAll
  static void open() {
    engine = TorchEngine.open(EngineOptions.defaults().withSeed(5));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static List<Optimizer> optimizers() {
    return List.of(
        SGD,
        new Optimizer.Sgd(0.1, 0, 0),
        new Optimizer.Adam(0.01, 0.9, 0.999, 1e-8, 0.1),
        Optimizer.AdamW.of(0.01));
  }

  private static void assertSame(Weights ours, Weights expected) {
    assertThat(ours.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(ours.require(name).bytes()).as(name).isEqualTo(expected.require(name).bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void step_sameSeed_repeatsBitForBit(Optimizer optimizer) {
    assertSame(trained(optimizer), trained(optimizer));
  }

  private static Weights trained(Optimizer optimizer) {
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(optimizer, Loss.CROSS_ENTROPY)) {
      for (int i = 0; i < 6; i++) {
        training.step(IMAGES, LABELS, Detail.LOSS);
      }
      return model.weights();
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void restore_halfWay_goesOnBitForBit(Optimizer optimizer) {
    Weights weights;
    Weights state;
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(optimizer, Loss.CROSS_ENTROPY)) {
      for (int i = 0; i < 3; i++) {
        training.step(IMAGES, LABELS, Detail.LOSS);
      }
      weights = model.weights();
      state = training.state();
    }
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(optimizer, Loss.CROSS_ENTROPY)) {
      training.step(OneNode.random(5, 1, 8, 8), Tensor.of(new long[5], 5), Detail.LOSS);
      training.restore(weights, state);
      for (int i = 0; i < 3; i++) {
        training.step(IMAGES, LABELS, Detail.GRADIENTS);
      }
      assertSame(model.weights(), trained(optimizer));
    }
  }

  @Test
  void restore_stateOfAnotherOptimizer_saysSo() {
    try (Model model = engine.load(NETWORK, Weights.NONE)) {
      Weights state;
      try (Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
        state = training.state();
      }
      try (Training training = model.train(Optimizer.Adam.of(0.1), Loss.CROSS_ENTROPY)) {
        assertThatThrownBy(() -> training.restore(model.weights(), state))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("the state is not of this network and optimizer");
      }
    }
  }

  @Test
  void step_fixedBatch_learnsItAndReportsEveryParameter() {
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
      StepReport first = training.step(IMAGES, LABELS, Detail.UPDATES);
      assertThat(first.batch().loss()).as("near ln 3").isBetween(0.5, 2.5);
      assertThat(first.meanAbsGradient().keySet())
          .containsExactly(
              "conv1.weight",
              "bn1.weight",
              "bn1.bias",
              "conv2.weight",
              "conv2.bias",
              "bn2.weight",
              "bn2.bias",
              "fc.weight",
              "fc.bias");
      assertThat(first.updateRatio().keySet()).isEqualTo(first.meanAbsGradient().keySet());
      Tensor gradient = training.gradients().require("fc.weight");
      double mean =
          java.util.Arrays.stream(Figures.doubles(gradient)).map(Math::abs).average().orElseThrow();
      assertThat(first.meanAbsGradient().get("fc.weight")).isCloseTo(mean, within(1e-6));
      for (int i = 0; i < 60; i++) {
        training.step(IMAGES, LABELS, Detail.LOSS);
      }
      assertThat(model.evaluate(IMAGES, LABELS, Loss.CROSS_ENTROPY).loss()).isLessThan(0.5);
    }
  }

  @Test
  void evaluate_anyNumberOfTimes_changesNoStatistic() {
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
      training.step(IMAGES, LABELS, Detail.LOSS);
      Weights before = model.weights();
      Weights state = training.state();
      model.evaluate(IMAGES, LABELS, Loss.CROSS_ENTROPY);
      model.run(IMAGES, Request.keeping(Set.of("relu1", "add")));
      assertSame(model.weights(), before);
      model.evaluate(IMAGES, LABELS, Loss.CROSS_ENTROPY, Mode.TRAINING);
      assertThat(model.weights().require("bn1.running_mean").bytes())
          .as("in training mode it moves")
          .isNotEqualTo(before.require("bn1.running_mean").bytes());
      assertSame(training.state(), state);
    }
  }

  @Test
  void run_gradientOfAScore_isTheSlope() {
    try (Model model = engine.load(NETWORK, Weights.NONE)) {
      Score score = new Score.Element("fc", 1);
      Request request =
          Request.keeping(Set.of("relu2"))
              .differentiating(score, Set.of("input", "relu2", "fc.bias", "conv1.weight"));
      Trace trace = model.run(IMAGES, request);
      assertThat(trace.gradient("fc.bias").floats()).containsExactly(0, 8, 0);
      float step = 0.05f;
      float[] moved = IMAGES.floats();
      moved[100] += step;
      Tensor shifted = Tensor.of(moved, 8, 1, 8, 8);
      double slope =
          (model.run(shifted, request).score().orElseThrow() - trace.score().orElseThrow()) / step;
      assertThat(slope).isCloseTo(trace.gradient("input").doubleAt(100), within(2e-3));
      // Pool and linear layer are linear in relu2: the score is the gradient times the value.
      double product = 0;
      for (int i = 0; i < trace.tensor("relu2").count(); i++) {
        product += trace.gradient("relu2").doubleAt(i) * trace.tensor("relu2").doubleAt(i);
      }
      double bias = 8 * model.weights().require("fc.bias").doubleAt(1);
      assertThat(product + bias).isCloseTo(trace.score().orElseThrow(), within(1e-3));
    }
  }

  @Test
  void step_manyTimes_holdsNoMoreNativeMemory() {
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
      long objects = 0;
      long bytes = 0;
      for (int i = 0; i < 250; i++) {
        if (i == 50) {
          objects = Pointer.totalCount();
          bytes = Pointer.physicalBytes();
        }
        training.step(IMAGES, LABELS, Detail.UPDATES);
        model.run(IMAGES, Request.keeping(Set.of("add")));
      }
      assertThat(Pointer.totalCount() - objects).as("native objects").isLessThan(50);
      assertThat(Pointer.physicalBytes() - bytes).as("bytes").isLessThan(150L << 20);
    }
  }

  @Test
  void misuse_isNamed() {
    try (Model model = engine.load(NETWORK, Weights.NONE);
        Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
      assertThatThrownBy(() -> model.train(SGD, Loss.CROSS_ENTROPY))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> training.step(OneNode.random(8, 3, 8, 8), LABELS, Detail.LOSS))
          .hasMessage("input 'input': expected float32(N, 1, 8, 8), found float32(8, 3, 8, 8)");
      Tensor wrong = Tensor.of(new long[] {0, 1, 2, 3, 0, 0, 0, 0}, 8);
      assertThatThrownBy(() -> training.step(IMAGES, wrong, Detail.LOSS))
          .hasMessage("target: expected class numbers from 0 to 2, found 3");
      assertThatThrownBy(() -> model.run(IMAGES, Request.keeping(Set.of("relu9"))))
          .hasMessageStartingWith("no value 'relu9' in small; there are ");
    }
  }
}
