package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FiniteCheckIT {
  private static final Network NETWORK = network();
  private static final Tensor IMAGES = OneNode.random(4, 1, 8, 8);
  private static final Tensor LABELS = Tensor.of(new long[] {0, 1, 2, 0}, 4);
  private static final Optimizer SGD = new Optimizer.Sgd(0.1, 0.5, 0);

  private static TorchEngine engine;

  private static Network network() {
    LayerBuilder b = LayerBuilder.of("small");
    String x = b.images("input", 1, 8, 8);
    x = b.relu("relu", b.batchNorm("bn", b.conv("conv", x, 32, new Square(3, 1, 1), true)));
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

  private static Tensor with(Tensor tensor, int at, float value) {
    float[] changed = tensor.floats();
    changed[at] = value;
    return Tensor.of(changed, tensor.shape().sizes());
  }

  private static Weights with(String parameter, float value) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    try (Model model = engine.load(NETWORK, Weights.NONE)) {
      Weights weights = model.weights();
      weights.names().forEach(name -> all.put(name, weights.require(name)));
    }
    all.computeIfPresent(parameter, (name, tensor) -> with(tensor, 1, value));
    return Weights.of(all);
  }

  private static Optional<NonFiniteValue> firstStep(Weights weights, Tensor images) {
    try (Model model = engine.load(NETWORK, weights);
        Training training = model.train(SGD, Loss.CROSS_ENTROPY)) {
      Optional<NonFiniteValue> found =
          training.step(images, LABELS, Detail.GRADIENTS).firstNonFinite();
      assertThat(training.step(images, LABELS, Detail.LOSS).firstNonFinite())
          .as("looked for once")
          .isEmpty();
      return found;
    }
  }

  @Test
  void step_finite_findsNothing() {
    assertThat(firstStep(Weights.NONE, IMAGES)).isEmpty();
  }

  @Test
  void step_imageWithNaN_namesTheInput() {
    assertThat(firstStep(Weights.NONE, with(IMAGES, 70, Float.NaN)))
        .contains(new NonFiniteValue(Kind.INPUT, "input", Double.NaN));
  }

  @Test
  void step_weightThatIsInfinite_namesTheParameter() {
    assertThat(firstStep(with("fc.weight", Float.NEGATIVE_INFINITY), IMAGES))
        .contains(new NonFiniteValue(Kind.PARAMETER, "fc.weight", Double.NEGATIVE_INFINITY));
  }

  @Test
  void step_productThatOverflows_namesTheLayer() {
    Optional<NonFiniteValue> found =
        firstStep(with("conv.weight", Float.MAX_VALUE), with(IMAGES, 9, 1e9f));

    assertThat(found).isPresent();
    assertThat(found.get().kind()).isEqualTo(Kind.LAYER);
    assertThat(found.get().name()).isEqualTo("conv");
  }

  @Test
  void step_trainedUntilItOverflows_namesALayerInTheStep() {
    Network network = Zoo.mlp(1, 8, 8, 3);
    try (Model model = engine.load(network, Weights.NONE);
        Training training = model.train(new Optimizer.Sgd(1e30, 0, 0), Loss.CROSS_ENTROPY)) {
      assertThat(training.step(IMAGES, LABELS, Detail.LOSS).firstNonFinite()).isEmpty();

      NonFiniteValue found =
          training.step(IMAGES, LABELS, Detail.LOSS).firstNonFinite().orElseThrow();

      assertThat(found.kind()).isEqualTo(Kind.LAYER);
      assertThat(found.name()).as("the first that multiplies 1e30 by 1e30").isEqualTo("net.2");
    }
  }

  @Test
  void step_thatIsLookedInto_movesStatisticsAndRandomNumbersOnce() {
    try (Model sound = engine.load(NETWORK, Weights.NONE);
        Training soundTraining = sound.train(SGD, Loss.CROSS_ENTROPY);
        Model spoilt = engine.load(NETWORK, with("fc.bias", Float.NaN));
        Training spoiltTraining = spoilt.train(SGD, Loss.CROSS_ENTROPY)) {
      soundTraining.restore(with("none", 0), soundTraining.state());
      spoiltTraining.restore(with("fc.bias", Float.NaN), soundTraining.state());
      soundTraining.step(IMAGES, LABELS, Detail.LOSS);
      assertThat(spoiltTraining.step(IMAGES, LABELS, Detail.LOSS).firstNonFinite()).isPresent();

      assertThat(spoiltTraining.state().require("random").bytes())
          .isEqualTo(soundTraining.state().require("random").bytes());
      for (String statistic : new String[] {"bn.running_mean", "bn.running_var"}) {
        assertThat(spoilt.weights().require(statistic).bytes())
            .as(statistic)
            .isEqualTo(sound.weights().require(statistic).bytes());
      }
    }
  }
}
