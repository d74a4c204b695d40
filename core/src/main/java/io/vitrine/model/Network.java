package io.vitrine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A neural network's structure: immutable, in ONNX's vocabulary. Weights lie beside it.
 *
 * @param name for titles, such as {@code vgg16}
 * @param graph the main graph
 * @param opsets version of each operator set by domain; the empty domain is ONNX's own
 * @param functions local functions by qualified operator name, each with its own graph
 * @param metadata free text by key, such as the producer
 */
public record Network(
    String name,
    Graph graph,
    Map<String, Long> opsets,
    Map<String, Graph> functions,
    Map<String, String> metadata) {
  /** The operator set version that the builder, the zoo and saved files use. */
  public static final long OPSET = 17;

  public Network {
    opsets = ordered(opsets);
    functions = ordered(functions);
    metadata = ordered(metadata);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A builder for a network whose layers follow one another or branch. */
  public static NetworkBuilder builder(String name) {
    return new NetworkBuilder(name);
  }

  public List<Value> inputs() {
    return graph.inputs();
  }

  public List<Value> outputs() {
    return graph.outputs();
  }

  public List<Node> nodes() {
    return graph.nodes();
  }

  public List<Parameter> parameters() {
    return graph.parameters();
  }

  public Optional<Node> node(String path) {
    return graph.node(path);
  }

  public Optional<Parameter> parameter(String parameterName) {
    return graph.parameter(parameterName);
  }

  /** The node of a path. Throws {@link IllegalArgumentException} that names the paths there are. */
  public Node requireNode(String path) {
    return node(path)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no layer '"
                        + path
                        + "' in "
                        + name
                        + "; its layers are "
                        + String.join(", ", nodes().stream().map(Node::name).toList())));
  }
}
