package io.vitrine.bench.probe;

import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A chain of nodes, a fifth of which add any value before them: no layout has room for that. */
public final class DenseNetwork {
  private static final Shape SHAPE = Shape.of(1, 8, 16, 16);

  private DenseNetwork() {}

  /** Arguments: the number of nodes, the ONNX file to write. */
  public static void main(String[] args) throws IOException {
    OnnxWriter.write(Path.of(args[1]), of(Integer.parseInt(args[0])), Weights.of(Map.of()));
  }

  /** A network of a number of nodes. */
  static Network of(int nodes) {
    Random random = new Random(1);
    NetworkBuilder builder = Network.builder("dense");
    List<String> values = new ArrayList<>();
    values.add(builder.input("input", ElementType.FLOAT32, SHAPE));
    for (int i = 0; i < nodes; i++) {
      String last = values.get(i);
      boolean adds = i > 0 && random.nextInt(5) == 0;
      values.add(
          adds
              ? builder.node("add" + i, "Add", values.get(random.nextInt(i)), last)
              : builder.node("relu" + i, "Relu", last));
    }
    return builder.output(values.get(nodes), ValueType.tensor(ElementType.FLOAT32, SHAPE)).build();
  }
}
