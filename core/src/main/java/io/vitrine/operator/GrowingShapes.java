package io.vitrine.operator;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shape inference of a graph that is still being built, for readers whose next node depends on the
 * shapes before it. Each node costs what {@link ShapeInference} takes for it.
 */
public final class GrowingShapes {
  private final GraphWalk walk;

  private GrowingShapes(GraphWalk walk) {
    this.walk = walk;
  }

  /** An empty graph of a version of ONNX's operator set. */
  public static GrowingShapes of(long opset) {
    Graph empty = new Graph(List.of(), List.of(), List.of(), List.of(), List.of());
    return new GrowingShapes(
        GraphWalk.open(new Network("", empty, Map.of("", opset), Map.of(), Map.of())));
  }

  /** Adds an input, or a type that is known of a value. */
  public void add(Value value) {
    walk.add(value);
  }

  public void add(Parameter parameter) {
    walk.add(parameter);
  }

  /** Infers what a node makes; its inputs come before it. */
  public void add(Node node) {
    walk.visit(node);
  }

  /** What is known of a value. */
  public ValueType type(String value) {
    return walk.type(value);
  }

  /** The shape of a value, empty where its rank is not known. */
  public Optional<Shape> shape(String value) {
    return type(value).tensorShape();
  }
}
