package io.vitrine.formats;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small networks with weights, and files in memory. */
public final class Samples {
  private Samples() {}

  /** Convolution, batch norm, ReLU, pooling, flattening, dropout and a linear layer. */
  public static Network cnn() {
    NetworkBuilder b = Network.builder("tiny").metadata("task", "digits");
    String x = b.input("input", ElementType.FLOAT32, Shape.batchOf(1, 4, 4));
    String conv =
        b.node(
            "layer1.0",
            "Conv",
            List.of(x, b.parameter("layer1.0.weight", 2, 1, 3, 3), b.parameter("layer1.0.bias", 2)),
            Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1)));
    String norm =
        b.node(
            "layer1.1",
            "BatchNormalization",
            List.of(
                conv,
                b.parameter("layer1.1.weight", 2),
                b.parameter("layer1.1.bias", 2),
                b.parameter("layer1.1.running_mean", 2),
                b.parameter("layer1.1.running_var", 2)),
            Map.of("epsilon", Attribute.of(1e-5f), "momentum", Attribute.of(0.9f)));
    String relu = b.node("layer1.2", "Relu", norm);
    String pool =
        b.node(
            "layer1.3",
            "MaxPool",
            List.of(relu),
            Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2)));
    String flat = b.node("flatten", "Flatten", pool);
    String ratio = b.constant("dropout.ratio", Tensor.scalar(0.5f));
    String drop = b.node("dropout", "Dropout", flat, ratio);
    String fc =
        b.node(
            "fc.0",
            "Gemm",
            List.of(drop, b.parameter("fc.0.weight", 3, 8), b.parameter("fc.0.bias", 3)),
            Map.of("transB", Attribute.of(1)));
    String target = b.constant("target", Tensor.of(new long[] {-1, 3}, 2));
    String out = b.node("reshape", "Reshape", fc, target);
    return b.output(out, ValueType.tensor(ElementType.FLOAT32, Shape.batchOf(3))).build();
  }

  /** A network of nothing but parameters. */
  public static Network withParameters(String name, List<Parameter> parameters) {
    Graph graph = new Graph(List.of(), List.of(), List.of(), parameters, List.of());
    return new Network(name, graph, Map.of("", Network.OPSET), Map.of(), Map.of());
  }

  /** Random weights for every parameter that has no numbers of its own; variances are positive. */
  public static Weights weights(Network network, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      if (parameter.constant().isEmpty()) {
        float[] values = new float[(int) parameter.count()];
        for (int i = 0; i < values.length; i++) {
          float value = (float) random.nextGaussian();
          values[i] = parameter.name().endsWith("running_var") ? 0.5f + Math.abs(value) : value;
        }
        tensors.put(parameter.name(), Tensor.of(values, parameter.shape().sizes()));
      }
    }
    return Weights.of(tensors);
  }

  public static FileBytes file(String name, List<ByteBuffer> pieces) {
    return FileBytes.of(Path.of(name), bytes(pieces));
  }

  public static byte[] bytes(List<ByteBuffer> pieces) {
    ByteBuffer all = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
    pieces.forEach(piece -> all.put(piece.duplicate()));
    return all.array();
  }
}
