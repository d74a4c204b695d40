package io.vitrine.summary;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Networks with what the zoo's lack. */
public final class Networks {
  /** The usual options in English on every machine. */
  public static final SummaryOptions ROOT = SummaryOptions.defaults().locale(Locale.ROOT);

  private Networks() {}

  public static Network zoo(String name) {
    return Zoo.build(name, Zoo.usualTask(name));
  }

  /** A tiny language model whose embedding is its head's weight, and a layer that runs twice. */
  public static Network tied() {
    NetworkBuilder b = Network.builder("tied");
    b.input("tokens", ElementType.INT64, Shape.of(Dim.symbol("N"), Dim.of(7)));
    b.parameter("embedding.weight", 100, 16);
    b.node("embedding", "Gather", "embedding.weight", "tokens");
    b.parameter("block.weight", 16, 16);
    b.parameter("block.bias", 16);
    String x = "embedding";
    for (String time : List.of("first", "second")) {
      b.node("body." + time + ".product", "MatMul", x, "block.weight");
      b.node("body." + time + ".sum", "Add", "body." + time + ".product", "block.bias");
      x = b.node("body." + time + ".relu", "Relu", "body." + time + ".sum");
    }
    b.node(
        "transposed",
        "Transpose",
        List.of("embedding.weight"),
        Map.of("perm", Attribute.ints(1, 0)));
    b.node("head", "MatMul", x, "transposed");
    return b.output("head", ValueType.unknown()).build();
  }

  /** An operator that nobody knows between two that everybody knows. */
  public static Network unknown() {
    NetworkBuilder b = Network.builder("unknown & <odd>");
    b.input("x", ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.of(8), Dim.symbol("length")));
    b.node("fine_1", "Relu", "x");
    b.parameter("odd|layer.table", 8, 4);
    b.node("odd|layer", "Entmax", "fine_1", "odd|layer.table");
    b.node("after", "Relu", "odd|layer");
    b.parameter("leftover.weight", 3, 5);
    return b.output("after", ValueType.unknown()).build();
  }
}
