package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions with what follows them in one call of oneDNN, against libtorch's own loops, which a
 * run that keeps a gradient takes.
 */
class FusedConvolutionIT {
  private static final int CASES = 60;
  private static final double TOLERANCE = 1e-5;

  private static final TorchEngine ENGINE =
      TorchEngine.open(EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32));

  /** Sizes and settings of one random convolution; lists are down and across. */
  private record Sizes(
      int batch,
      int channels,
      int filters,
      int groups,
      int side,
      List<Long> kernel,
      List<Long> stride,
      List<Long> padding,
      long dilation) {

    static Sizes draw(Random random, String kind) {
      int groups = kind.equals("grouped") ? 2 + random.nextInt(6) : 1;
      int channels = groups * (2 + random.nextInt(40));
      int filters = groups * (1 + random.nextInt(40));
      if (kind.equals("depthwise")) {
        groups = channels;
        filters = channels;
      }
      int dilation = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
      int down = 1 + random.nextInt(7);
      int across = random.nextInt(3) > 0 ? down : 1 + random.nextInt(7);
      return new Sizes(
          1 + random.nextInt(4),
          channels,
          filters,
          groups,
          dilation * 6 + 1 + random.nextInt(14),
          pair(down, across),
          pair(1 + random.nextInt(4), 1 + random.nextInt(3)),
          pair(
              padding(random, dilation * (down - 1) / 2),
              padding(random, dilation * (across - 1) / 2)),
          dilation);
    }

    private static int padding(Random random, int most) {
      return random.nextBoolean() ? most : random.nextInt(most + 1);
    }

    private static List<Long> pair(int down, int across) {
      return List.of((long) down, (long) across);
    }

    static Sizes pointwise(int channels, int filters) {
      return new Sizes(1, channels, filters, 1, 4, pair(1, 1), pair(1, 1), pair(0, 0), 1);
    }

    Map<String, Attribute> attributes() {
      return Map.of(
          "strides",
          new Attribute.OfInts(stride),
          "pads",
          new Attribute.OfInts(
              List.of(padding.get(0), padding.get(1), padding.get(0), padding.get(1))),
          "dilations",
          Attribute.ints(dilation, dilation),
          "group",
          Attribute.of(groups));
    }
  }

  /** A graph as it is written down, with the numbers of its parameters. */
  private static final class Sketch {
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Tensor> weights = new HashMap<>();

    Sketch(Random random) {
      this.random = random;
    }

    String parameter(String name, double low, double high, long... sizes) {
      Tensor tensor = numbers(random, low, high, sizes);
      parameters.add(Parameter.of(name, ElementType.FLOAT32, Shape.of(sizes)));
      weights.put(name, tensor);
      return name;
    }

    String node(String operator, Map<String, Attribute> attributes, String... inputs) {
      String name = operator.toLowerCase(Locale.ROOT) + nodes.size();
      nodes.add(new Node(name, "", operator, List.of(inputs), List.of(name), attributes));
      return name;
    }

    String convolution(String input, Sizes sizes, boolean biased) {
      double bound =
          2
              / Math.sqrt(
                  (double) sizes.channels()
                      / sizes.groups()
                      * sizes.kernel().get(0)
                      * sizes.kernel().get(1));
      String name = "c" + nodes.size();
      String weight =
          parameter(
              name + ".weight",
              -bound,
              bound,
              sizes.filters(),
              sizes.channels() / sizes.groups(),
              sizes.kernel().get(0),
              sizes.kernel().get(1));
      return biased
          ? node(
              "Conv",
              sizes.attributes(),
              input,
              weight,
              parameter(name + ".bias", -1, 1, sizes.filters()))
          : node("Conv", sizes.attributes(), input, weight);
    }

    String normalization(String input, int channels) {
      String name = "n" + nodes.size();
      return node(
          "BatchNormalization",
          Map.of(),
          input,
          parameter(name + ".scale", 0.5, 1.5, channels),
          parameter(name + ".shift", -1, 1, channels),
          parameter(name + ".mean", -1, 1, channels),
          parameter(name + ".var", 0.5, 1.5, channels));
    }

    Network network(String output) {
      Graph graph =
          new Graph(
              List.of(new Value("x", ValueType.unknown())),
              List.of(new Value(output, ValueType.unknown())),
              nodes,
              parameters,
              List.of());
      return new Network("sketch", graph, Map.of("", 10L), Map.of(), Map.of());
    }
  }

  private static Tensor numbers(Random random, double low, double high, long... sizes) {
    int count = Math.toIntExact(LongStream.of(sizes).reduce(1, Math::multiplyExact));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return Tensor.of(values, sizes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "grouped", "depthwise"})
  void look_randomChains_givesWhatTheNodesGive(String kind) {
    Random random = new Random(kind.hashCode());
    for (int i = 0; i < CASES; i++) {
      Sizes sizes = Sizes.draw(random, kind);
      Sketch sketch = new Sketch(random);
      String made = sketch.convolution("x", sizes, random.nextBoolean());
      if (random.nextBoolean()) {
        made = sketch.normalization(made, sizes.filters());
      }
      if (random.nextInt(3) == 0) {
        made = sketch.node("Add", Map.of(), sketch.convolution("x", sizes, true), made);
      }
      made = activated(sketch, random, made);
      Tensor images =
          numbers(random, -2, 2, sizes.batch(), sizes.channels(), sizes.side(), sizes.side());
      compare(sketch, made, images, sizes.toString());
    }
  }

  private static String activated(Sketch sketch, Random random, String value) {
    return switch (random.nextInt(3)) {
      case 0 -> sketch.node("Relu", Map.of(), value);
      case 1 ->
          sketch.node(
              "Clip",
              Map.of("min", new Attribute.OfFloat(0), "max", new Attribute.OfFloat(6)),
              value);
      default -> value;
    };
  }

  /** The output where chains run in one, and every value where all are asked for or shown. */
  private static void compare(Sketch sketch, String output, Tensor images, String what) {
    Network network = sketch.network(output);
    Set<String> all = Set.copyOf(network.nodes().stream().map(Node::output).toList());
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights))) {
      Trace fused = model.run(images, Request.forward());
      Trace kept = model.run(images, Request.keeping(all));
      Score sum = new Score.Weighted(output, ones(fused.tensor(output)));
      Trace plain = model.run(images, Request.keeping(all).differentiating(sum, Set.of("x")));
      assertClose(what, fused.tensor(output), plain.tensor(output));
      all.forEach(name -> assertClose(what + " " + name, kept.tensor(name), plain.tensor(name)));
      Map<String, Tensor> shown = shown(model, images);
      assertThat(shown.keySet()).as(what).isEqualTo(all);
      shown.forEach((name, value) -> assertClose(what + " " + name, value, plain.tensor(name)));
    }
  }

  private static Map<String, Tensor> shown(Model model, Tensor images) {
    Map<String, Tensor> shown = new HashMap<>();
    model.trace(
        Map.of("x", new Datum.OfTensor(images)),
        Request.forward(),
        value -> shown.put(value.name(), ((Datum.OfTensor) value.copy()).tensor()));
    return shown;
  }

  private static Tensor ones(Tensor like) {
    float[] ones = new float[like.count()];
    Arrays.fill(ones, 1);
    return Tensor.of(ones, like.shape().sizes());
  }

  private static void assertClose(String what, Tensor ours, Tensor plain) {
    assertThat(ours.shape()).as(what).isEqualTo(plain.shape());
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < plain.count(); i++) {
      scale = Math.max(scale, Math.abs(plain.floatAt(i)));
      double difference = Math.abs(ours.floatAt(i) - plain.floatAt(i));
      worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    assertThat(worst).as(what).isLessThanOrEqualTo(TOLERANCE * Math.max(1, scale));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
  void look_numbersThatOverflow_keepsNaNBehindAnActivation(float poison) {
    Sketch sketch = new Sketch(new Random(5));
    String first =
        sketch.node("Relu", Map.of(), sketch.convolution("x", Sizes.pointwise(32, 32), true));
    String last =
        sketch.node("Relu", Map.of(), sketch.convolution(first, Sizes.pointwise(32, 32), true));
    float[] values = new float[32 * 16];
    Arrays.fill(values, poison);
    Tensor images = Tensor.of(values, 1, 32, 4, 4);
    Network network = sketch.network(last);
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights))) {
      Tensor fused = model.run(images, Request.forward()).tensor(last);
      Tensor apart = model.run(images, Request.keeping(Set.of(first))).tensor(last);
      assertThat(nans(fused)).isPositive().isEqualTo(nans(apart));
      Tensor shown = Objects.requireNonNull(shown(model, images).get(last));
      assertThat(nans(shown)).isEqualTo(nans(apart));
    }
  }

  private static long nans(Tensor tensor) {
    return IntStream.range(0, tensor.count()).filter(i -> Float.isNaN(tensor.floatAt(i))).count();
  }

  @Test
  void look_imagesOfOtherSizes_packsAnew() {
    Sketch sketch = new Sketch(new Random(6));
    String made = sketch.convolution("x", Sizes.pointwise(8, 24), true);
    Network network = sketch.network(made);
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights))) {
      Tensor images = numbers(new Random(7), -1, 1, 5, 8, 3, 3);
      Tensor all = model.run(images, Request.forward()).tensor(made);
      Tensor one =
          model.run(Tensor.of(images.floats(0, 72), 1, 8, 3, 3), Request.forward()).tensor(made);
      Tensor again = model.run(images, Request.forward()).tensor(made);
      assertThat(again.floats()).containsExactly(all.floats());
      assertClose("the first of five", one, Tensor.of(all.floats(0, 216), 1, 24, 3, 3));
    }
  }

  @Test
  void look_linearLayers_givesWhatTheNodesGive() {
    Random random = new Random(8);
    for (int i = 0; i < 20; i++) {
      Sketch sketch = new Sketch(random);
      int features = 2 + random.nextInt(600);
      int classes = 1 + random.nextInt(300);
      String made =
          sketch.node(
              "Gemm",
              Map.of("transB", Attribute.of(1)),
              "x",
              sketch.parameter("weight", -1, 1, classes, features),
              sketch.parameter("bias", -1, 1, classes));
      if (random.nextBoolean()) {
        String other = sketch.node("Gemm", Map.of("transB", Attribute.of(1)), "x", "weight");
        made = sketch.node("Add", Map.of(), made, other);
      }
      made = sketch.node("Relu", Map.of(), made);
      int rows = 1 + random.nextInt(9);
      compare(sketch, made, numbers(random, -1, 1, rows, features), features + " to " + classes);
    }
  }
}
