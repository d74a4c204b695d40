package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The article's network against figures that PyTorch computed (vgg16_oracle.py, beside the figures,
 * says how): |ours - PyTorch's| at most 0.001 |PyTorch's| + floor.
 */
class VggParityIT {
  private static final double RATIO_FLOOR = 1e-5;

  private static final Network NETWORK = Zoo.vgg16(new ImageTask(1, 32, 32, 10), 0f);
  private static final Weights WEIGHTS = VggOracle.weights(NETWORK);

  private static VggOracle oracle;
  private static Tensor input;
  private static TorchEngine engine;

  @BeforeAll
  static void open() throws Exception {
    engine = TorchEngine.open(EngineOptions.defaults().withPrecision(Precision.FP32));
    oracle = VggOracle.read();
    input = oracle.input();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void input_firstEightTestImages_isPyTorchs() {
    double[] ours = Figures.doubles(input);
    double[] row = Arrays.copyOfRange(ours, 16 * 32, 17 * 32);
    VggOracle.assertClose("row 16", row, inputFigure("row16_of_image0"), 1e-6);
    double mean = Figures.figure("mean", ours);
    VggOracle.assertClose("mean", mean, inputFigure("mean"), 1e-6);
  }

  private static double[] inputFigure(String name) {
    return NativeTensors.require(oracle.named("input"), name);
  }

  @Test
  void run_evaluation_matchesLogitsAndAllStages() {
    try (Model model = engine.load(NETWORK, WEIGHTS)) {
      Set<String> stages = oracle.figures("feature_maps", "mean").keySet();
      assertThat(stages).hasSize(44);
      Trace trace = model.run(input, Request.keeping(stages));

      double[] logits = oracle.numbers("eval_logits");
      double floor = VggOracle.floor(Map.of("logits", logits));
      VggOracle.assertClose("logits", Figures.doubles(trace.tensor("fc.6")), logits, floor);
      for (String figure : List.of("mean", "min", "max", "zero_fraction")) {
        assertStages(
            figure, name -> Figures.figure(figure, Figures.ofFirstImage(trace.tensor(name))));
      }
      assertMiddleRows(trace);
    }
  }

  private interface FigureOf {
    double apply(String name);
  }

  private static void assertStages(String figure, FigureOf ours) {
    Map<String, double[]> expected = oracle.figures("feature_maps", figure);
    double floor = VggOracle.floor(expected);
    expected.forEach(
        (name, value) ->
            VggOracle.assertClose(name + " " + figure, ours.apply(name), value, floor));
  }

  private static void assertMiddleRows(Trace trace) {
    Map<String, double[]> rows = oracle.figures("feature_maps", "channel_mean_row_middle");
    Map<String, double[]> shapes = oracle.figures("feature_maps", "shape");
    double floor = VggOracle.floor(rows);
    rows.forEach(
        (name, row) -> {
          Tensor map = trace.tensor(name);
          double[] shape =
              Arrays.stream(map.shape().subShape(1, 4).sizes()).asDoubleStream().toArray();
          assertThat(shape).as(name).isEqualTo(shapes.get(name));
          VggOracle.assertClose(name, Figures.middleRowOfChannelMean(map), row, floor);
        });
  }

  @Test
  void step_fromTheSameWeights_matchesLossGradientsUpdatesAndStatistics() {
    try (Model model = engine.load(NETWORK, WEIGHTS);
        Training training = model.train(new Optimizer.Sgd(0.01, 0.5, 0), Loss.CROSS_ENTROPY)) {
      StepReport report = training.step(input, oracle.labels(), Training.Detail.UPDATES);

      VggOracle.assertClose("loss", report.batch().loss(), oracle.numbers("train_loss"), 1e-4);
      Set<String> zero = biasesBeforeBatchNorm();
      assertThat(zero).hasSize(13);
      assertParameters("mean_abs_gradient", report.meanAbsGradient(), zero, -1);
      Weights gradients = training.gradients();
      assertParameters(
          "max_abs_gradient",
          gradients.names().stream()
              .collect(Collectors.toMap(name -> name, n -> Figures.maxAbs(gradients.require(n)))),
          zero,
          -1);
      assertParameters("update_to_weight_ratio", report.updateRatio(), zero, RATIO_FLOOR);
      assertStatistics(model.weights());
    }
  }

  /** Their true gradient is 0; what PyTorch gives for them is rounding noise. */
  private static Set<String> biasesBeforeBatchNorm() {
    return NETWORK.nodes().stream()
        .filter(node -> node.operator().equals("Conv"))
        .map(node -> node.inputs().get(2))
        .collect(Collectors.toSet());
  }

  private static void assertParameters(
      String kind, Map<String, Double> ours, Set<String> zero, double givenFloor) {
    Map<String, double[]> expected = oracle.named(kind);
    double floor = givenFloor < 0 ? VggOracle.floor(expected) : givenFloor;
    assertThat(ours.keySet()).as(kind).isEqualTo(expected.keySet());
    expected.forEach(
        (name, value) -> {
          double[] target = zero.contains(name) ? new double[] {0} : value;
          VggOracle.assertClose(
              kind + " of " + name, NativeTensors.require(ours, name), target, floor);
        });
  }

  private static void assertStatistics(Weights weights) {
    String kind = "running_statistics_after_one_training_step";
    assertThat(oracle.named(kind)).hasSize(26);
    for (String figure : List.of("mean", "min", "max")) {
      Map<String, double[]> expected = oracle.figures(kind, figure);
      double floor = VggOracle.floor(expected);
      expected.forEach(
          (name, value) ->
              VggOracle.assertClose(
                  name + " " + figure,
                  Figures.figure(figure, Figures.doubles(weights.require(name))),
                  value,
                  floor));
    }
  }

  @Test
  void run_convolutionsAlone_matchesTheArticlesChain() {
    LayerBuilder builder = LayerBuilder.of("chain");
    String value = builder.images("input", 1, 32, 32);
    List<Node> convolutions =
        NETWORK.nodes().stream().filter(node -> node.operator().equals("Conv")).toList();
    for (Node conv : convolutions) {
      int filters = (int) NETWORK.parameter(conv.inputs().get(1)).orElseThrow().shape().size(0);
      value = builder.conv(conv.name(), value, filters, new Square(3, 1, 1), true);
    }
    try (Model model = engine.load(builder.build(value), WEIGHTS)) {
      Set<String> names = convolutions.stream().map(Node::name).collect(Collectors.toSet());
      Trace trace = model.run(input, Request.keeping(names));
      double[] ours =
          convolutions.stream()
              .mapToDouble(
                  conv ->
                      Arrays.stream(Figures.channelMean(trace.tensor(conv.name())))
                          .map(Math::abs)
                          .average()
                          .orElseThrow())
              .toArray();
      double[] expected = oracle.numbers("conv_only_chain_mean_abs_of_channel_mean");
      double floor = VggOracle.floor(Map.of("chain", expected));
      VggOracle.assertClose("chain", ours, expected, floor);
    }
  }
}
