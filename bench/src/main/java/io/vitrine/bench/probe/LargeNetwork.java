package io.vitrine.bench.probe;

import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A residual network of any number of nodes, as an exporter writes it: blocks of ten nodes, eight
 * blocks a stage, every third with a convolution on its shortcut.
 */
public final class LargeNetwork {
  private static final int CHANNELS = 4;
  private static final int BLOCKS = 8;

  private final NetworkBuilder builder = Network.builder("large");
  private int nodes;

  private LargeNetwork() {}

  /** Arguments: the number of nodes, the ONNX file to write. */
  public static void main(String[] args) throws IOException {
    Network network = of(Integer.parseInt(args[0]));
    Map<String, Tensor> zeros =
        network.parameters().stream()
            .collect(
                Collectors.toMap(
                    parameter -> parameter.name(),
                    parameter ->
                        Tensor.of(
                            new float[Math.toIntExact(parameter.count())],
                            parameter.shape().sizes())));
    OnnxWriter.write(Path.of(args[1]), network, Weights.of(zeros));
  }

  /** A network of a number of nodes, or up to ten more. */
  static Network of(int nodes) {
    return new LargeNetwork().build(nodes);
  }

  private Network build(int wanted) {
    String value = builder.input("input", ElementType.FLOAT32, Shape.of(1, CHANNELS, 8, 8));
    for (int block = 0; nodes < wanted; block++) {
      value = block("stage" + block / BLOCKS + "." + block % BLOCKS, block, value);
    }
    return builder
        .output(value, ValueType.tensor(ElementType.FLOAT32, Shape.of(1, CHANNELS, 8, 8)))
        .build();
  }

  private String block(String path, int number, String input) {
    String value = input;
    for (int i = 1; i <= 3; i++) {
      value = convolution(path + ".conv" + i, value);
      value = norm(path + ".bn" + i, value);
      value = i < 3 ? add(path + ".relu" + i, "Relu", value) : value;
    }
    String shortcut = number % 3 == 0 ? convolution(path + ".downsample", input) : input;
    return add(path + ".relu3", "Relu", add(path + ".add", "Add", value, shortcut));
  }

  private String convolution(String path, String input) {
    String weight = builder.parameter(path + ".weight", CHANNELS, CHANNELS, 3, 3);
    Map<String, Attribute> same =
        Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
    nodes++;
    return builder.node(path, "Conv", List.of(input, weight), same);
  }

  private String norm(String path, String input) {
    return add(
        path,
        "BatchNormalization",
        input,
        builder.parameter(path + ".weight", CHANNELS),
        builder.parameter(path + ".bias", CHANNELS),
        builder.parameter(path + ".running_mean", CHANNELS),
        builder.parameter(path + ".running_var", CHANNELS));
  }

  private String add(String path, String operator, String... reads) {
    nodes++;
    return builder.node(path, operator, reads);
  }
}
