package io.vitrine.bench.probe;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a network of the zoo with its initial weights as ONNX, and once more with every value that
 * a node makes among the outputs.
 */
public final class ForwardNetwork {
  private ForwardNetwork() {}

  /** Arguments: the network, the file, the file of the network with all values as outputs. */
  public static void main(String[] args) throws IOException {
    Network network = Zoo.build(args[0], new ImageTask(3, 224, 224, 1000));
    try (Engine engine = ForwardJob.engine(1);
        Model model = engine.load(network, Weights.NONE)) {
      OnnxWriter.write(Path.of(args[1]), network, model.weights());
      OnnxWriter.write(Path.of(args[2]), revealed(network), model.weights());
    }
  }

  private static Network revealed(Network network) {
    Graph graph = network.graph();
    Set<String> named = graph.outputs().stream().map(Value::name).collect(Collectors.toSet());
    List<Value> outputs = new ArrayList<>(graph.outputs());
    graph.nodes().stream()
        .map(Node::output)
        .filter(name -> !named.contains(name))
        .forEach(name -> outputs.add(new Value(name, ValueType.unknown())));
    Graph all =
        new Graph(graph.inputs(), outputs, graph.nodes(), graph.parameters(), graph.declared());
    return new Network(
        network.name(), all, network.opsets(), network.functions(), network.metadata());
  }
}
