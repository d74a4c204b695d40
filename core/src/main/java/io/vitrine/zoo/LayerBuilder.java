package io.vitrine.zoo;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds networks from PyTorch's layers, in ONNX's vocabulary. Each method adds one layer after the
 * value named and returns the name of the value that it makes; parameters are named as PyTorch
 * names them ({@code path.weight}).
 *
 * <p>It keeps the shape of each value, so that layers are given their output sizes only.
 */
public final class LayerBuilder {
  private final NetworkBuilder network;
  private final Map<String, Shape> shapes = new HashMap<>();

  private LayerBuilder(NetworkBuilder network) {
    this.network = network;
  }

  public static LayerBuilder of(String name) {
    return new LayerBuilder(Network.builder(name));
  }

  /** Declares the input: a batch of images (N, C, H, W). */
  public String images(String name, int channels, int height, int width) {
    Shape shape = Shape.batchOf(channels, height, width);
    shapes.put(name, shape);
    return network.input(name, ElementType.FLOAT32, shape);
  }

  /** The shape of a value, its batch being the symbol N. */
  public Shape shape(String value) {
    Shape shape = shapes.get(value);
    if (shape == null) {
      throw new IllegalArgumentException("no value '" + value + "' has been made yet");
    }
    return shape;
  }

  /** A square window of a convolution or a pool. */
  public record Square(int kernel, int stride, int padding) {}

  /** Conv2d, (N, C, H, W) to (N, filters, H', W'). */
  public String conv(String path, String from, int filters, Square square, boolean bias) {
    check(path, "filters", filters, 1);
    check(path, square);
    List<String> reads = new ArrayList<>(List.of(from));
    int kernel = square.kernel();
    reads.add(network.parameter(path + ".weight", filters, shape(from).size(1), kernel, kernel));
    if (bias) {
      reads.add(network.parameter(path + ".bias", filters));
    }
    return conv(path, reads, square, filters, 1);
  }

  /** Conv2d without bias that filters each channel by itself: (N, C, H, W) to (N, C, H', W'). */
  public String depthwise(String path, String from, Square square) {
    check(path, square);
    long channels = shape(from).size(1);
    int kernel = square.kernel();
    String weight = network.parameter(path + ".weight", channels, 1, kernel, kernel);
    return conv(path, List.of(from, weight), square, channels, channels);
  }

  private String conv(String path, List<String> reads, Square square, long filters, long groups) {
    Map<String, Attribute> attributes = window(square);
    attributes.put("dilations", Attribute.ints(1, 1));
    attributes.put("group", Attribute.of(groups));
    return slid(path, "Conv", reads, attributes, square, filters);
  }

  private static Map<String, Attribute> window(Square square) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", Attribute.ints(square.kernel(), square.kernel()));
    attributes.put("strides", Attribute.ints(square.stride(), square.stride()));
    int pad = square.padding();
    attributes.put("pads", Attribute.ints(pad, pad, pad, pad));
    return attributes;
  }

  private String slid(
      String path,
      String operator,
      List<String> reads,
      Map<String, Attribute> attributes,
      Square square,
      long channels) {
    Shape input = shape(reads.get(0));
    long height = slide(path, input.size(2), square);
    long width = slide(path, input.size(3), square);
    shapes.put(path, Shape.batchOf(channels, height, width));
    return network.node(path, operator, reads, attributes);
  }

  private static void check(String path, Square square) {
    check(path, "a kernel", square.kernel(), 1);
    check(path, "a stride", square.stride(), 1);
    check(path, "a padding", square.padding(), 0);
  }

  private static void check(String path, String what, int found, int least) {
    if (found < least) {
      throw new IllegalArgumentException(
          "layer " + path + ": expected " + what + " of " + least + " or more, found " + found);
    }
  }

  private static long slide(String path, long size, Square square) {
    long room = size + 2L * square.padding() - square.kernel();
    if (room < 0) {
      throw new IllegalArgumentException(
          "layer "
              + path
              + ": a window of "
              + square.kernel()
              + " does not fit a map of "
              + size
              + "; give a larger input");
    }
    return room / square.stride() + 1;
  }

  /** BatchNorm2d with running statistics; epsilon 1e-5 and PyTorch's momentum 0.1 (ONNX's 0.9). */
  public String batchNorm(String path, String from) {
    long channels = shape(from).size(1);
    List<String> reads =
        List.of(
            from,
            network.parameter(path + ".weight", channels),
            network.parameter(path + ".bias", channels),
            network.parameter(path + ".running_mean", channels),
            network.parameter(path + ".running_var", channels));
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("epsilon", Attribute.of(1e-5f));
    attributes.put("momentum", Attribute.of(0.9f));
    return like(path, "BatchNormalization", reads, attributes);
  }

  private String like(
      String path, String operator, List<String> reads, Map<String, Attribute> attributes) {
    shapes.put(path, shape(reads.get(0)));
    return network.node(path, operator, reads, attributes);
  }

  /** Any activation of ONNX that takes no settings, such as {@code Relu} or {@code Tanh}. */
  public String activation(String path, String operator, String from) {
    return like(path, operator, List.of(from), Map.of());
  }

  public String relu(String path, String from) {
    return activation(path, "Relu", from);
  }

  /** The sum of two values of one shape. */
  public String add(String path, String a, String b) {
    if (!shape(a).equals(shape(b))) {
      throw new IllegalArgumentException(
          "layer " + path + ": the shapes " + shape(a) + " and " + shape(b) + " differ");
    }
    return like(path, "Add", List.of(a, b), Map.of());
  }

  /** ReLU cut off at 6: {@code min(max(x, 0), 6)}. */
  public String relu6(String path, String from) {
    String least = network.constant(path + ".min", Tensor.scalar(0));
    String most = network.constant(path + ".max", Tensor.scalar(6));
    return like(path, "Clip", List.of(from, least, most), Map.of());
  }

  /** Maps of one height and width, one after another: (N, C1 + C2 + ..., H, W). */
  public String concat(String path, List<String> from) {
    Shape first = shape(from.get(0));
    long channels = from.stream().mapToLong(value -> shape(value).size(1)).sum();
    for (String value : from) {
      if (!shape(value).subShape(2, 4).equals(first.subShape(2, 4))) {
        throw new IllegalArgumentException(
            "layer " + path + ": the maps " + first + " and " + shape(value) + " differ in size");
      }
    }
    shapes.put(path, Shape.batchOf(channels, first.size(2), first.size(3)));
    return network.node(path, "Concat", from, Map.of("axis", Attribute.of(1)));
  }

  /** AdaptiveAvgPool2d to a square of so many pixels, of which height and width are multiples. */
  public String poolTo(String path, String from, int side) {
    long height = shape(from).size(2);
    long width = shape(from).size(3);
    if (height != width || height < side || height % side != 0) {
      throw new IllegalArgumentException(
          "layer "
              + path
              + ": a map of "
              + height
              + " x "
              + width
              + " is not square and a multiple of "
              + side
              + "; give another input size");
    }
    int kernel = (int) (height / side);
    return averagePool(path, from, new Square(kernel, kernel, 0));
  }

  public String maxPool(String path, String from, Square square) {
    return pool(path, "MaxPool", from, square);
  }

  public String averagePool(String path, String from, Square square) {
    return pool(path, "AveragePool", from, square);
  }

  private String pool(String path, String operator, String from, Square square) {
    check(path, square);
    return slid(path, operator, List.of(from), window(square), square, shape(from).size(1));
  }

  /** The mean over height and width: (N, C, H, W) to (N, C, 1, 1). */
  public String globalAveragePool(String path, String from) {
    shapes.put(path, Shape.batchOf(shape(from).size(1), 1, 1));
    return network.node(path, "GlobalAveragePool", from);
  }

  /** (N, C, H, W) to (N, C H W). */
  public String flatten(String path, String from) {
    shapes.put(path, Shape.batchOf(shape(from).elementsPerItem().orElseThrow()));
    return network.node(path, "Flatten", List.of(from), Map.of("axis", Attribute.of(1)));
  }

  /** Linear, (N, K) to (N, units). */
  public String linear(String path, String from, int units) {
    check(path, "units", units, 1);
    long inputs = shape(from).size(1);
    List<String> reads =
        List.of(
            from,
            network.parameter(path + ".weight", units, inputs),
            network.parameter(path + ".bias", units));
    shapes.put(path, Shape.batchOf(units));
    return network.node(path, "Gemm", reads, Map.of("transB", Attribute.of(1)));
  }

  /** Dropout with a ratio of 0 to 1 (exclusive). */
  public String dropout(String path, String from, float ratio) {
    if (!(ratio >= 0 && ratio < 1)) {
      throw new IllegalArgumentException(
          "dropout ratio: expected 0 or more and less than 1, found " + ratio);
    }
    return like(
        path,
        "Dropout",
        List.of(from, network.constant(path + ".ratio", Tensor.scalar(ratio))),
        Map.of());
  }

  /** The network with one output. */
  public Network build(String output) {
    return network
        .output(
            output, ValueType.tensor(ElementType.FLOAT32, shape(output).with(0, Dim.symbol("N"))))
        .build();
  }
}
