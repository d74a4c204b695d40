package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** A graph of convolutions as it is written down, with the numbers of its parameters. */
public final class Sketch {
  private static final double TOLERANCE = 1e-5;

  /** Sizes and settings of one random convolution; lists are down and across. */
  public record Sizes(
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

    /** A window that leaves images at least half as large, plain or depthwise. */
    static Sizes drawSmall(Random random, int channels, int filters, int stride) {
      boolean depthwise = channels == filters && random.nextBoolean();
      int down = 1 + random.nextInt(5);
      int across = random.nextInt(3) > 0 ? down : 1 + random.nextInt(5);
      return new Sizes(
          1,
          channels,
          filters,
          depthwise ? channels : 1,
          0,
          pair(down, across),
          pair(stride, random.nextInt(3) > 0 ? stride : 1),
          pair((down - 1) / 2, (across - 1) / 2),
          1);
    }

    /** A window of odd sides that leaves images as they are. */
    public static Sizes keeping(Random random, int channels) {
      int side = 1 + 2 * random.nextInt(3);
      return new Sizes(
          1,
          channels,
          channels,
          random.nextBoolean() ? channels : 1,
          0,
          pair(side, side),
          pair(1, 1),
          pair(side / 2, side / 2),
          1);
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

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<String, Tensor> weights = new HashMap<>();

  public Sketch(Random random) {
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

  public String convolution(String input, Sizes sizes, boolean biased) {
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

  /** A value as it is, without what is negative, or between a lowest number and 6. */
  String activated(Random choice, String value, float lowest) {
    return switch (choice.nextInt(3)) {
      case 0 -> node("Relu", Map.of(), value);
      case 1 ->
          node(
              "Clip",
              Map.of("min", new Attribute.OfFloat(lowest), "max", new Attribute.OfFloat(6)),
              value);
      default -> value;
    };
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

  public Map<String, Tensor> weights() {
    return weights;
  }

  public Network network(String output) {
    Graph graph =
        new Graph(
            List.of(new Value("x", ValueType.unknown())),
            List.of(new Value(output, ValueType.unknown())),
            nodes,
            parameters,
            List.of());
    return new Network("sketch", graph, Map.of("", 10L), Map.of(), Map.of());
  }

  static Tensor numbers(Random random, double low, double high, long... sizes) {
    int count = Math.toIntExact(LongStream.of(sizes).reduce(1, Math::multiplyExact));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return Tensor.of(values, sizes);
  }

  static void assertClose(String what, Tensor ours, Tensor plain) {
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
}
