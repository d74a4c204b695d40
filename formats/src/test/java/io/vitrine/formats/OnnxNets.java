package io.vitrine.formats;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;

/** Networks of one layer. */
final class OnnxNets {
  private OnnxNets() {}

  static Network linear(long from, long to) {
    NetworkBuilder b = Network.builder("linear");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(from));
    List<String> reads = List.of(x, b.parameter("fc.weight", to, from), b.parameter("fc.bias", to));
    b.node("fc", "Gemm", reads, Map.of("transB", Attribute.of(1)));
    return b.output("fc", ValueType.tensor(ElementType.FLOAT32, Shape.batchOf(to))).build();
  }
}
