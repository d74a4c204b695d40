package io.vitrine.formats;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the Constant nodes of a main graph that hold a tensor into parameters. */
final class ConstantNodes {
  /** Integers up to this many are shapes and axes, which belong to the structure. */
  private static final int MOST_STRUCTURAL = 64;

  private ConstantNodes() {}

  static OpenedModel asParameters(OpenedModel model) {
    Network network = model.network();
    List<Node> nodes = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>(network.parameters());
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      Optional<Tensor> tensor = tensor(node);
      if (tensor.isEmpty()) {
        nodes.add(node);
      } else if (isStructural(tensor.get())) {
        parameters.add(Parameter.constant(node.output(), tensor.get()));
      } else {
        Tensor value = tensor.get();
        parameters.add(Parameter.of(node.output(), value.elements(), value.shape()));
        numbers.put(node.output(), value);
      }
    }
    Graph old = network.graph();
    Graph graph = new Graph(old.inputs(), old.outputs(), nodes, parameters, old.declared());
    return new OpenedModel(
        new Network(
            network.name(), graph, network.opsets(), network.functions(), network.metadata()),
        model.weights().with(Weights.of(numbers)),
        model.tied());
  }

  private static Optional<Tensor> tensor(Node node) {
    boolean constant = node.qualifiedOperator().equals("Constant");
    return constant && node.attributes().get("value") instanceof Attribute.OfTensor value
        ? Optional.of(value.value())
        : Optional.empty();
  }

  private static boolean isStructural(Tensor tensor) {
    return switch (tensor.elements().number()) {
      case 6, 7, 9 -> tensor.count() <= MOST_STRUCTURAL;
      default -> false;
    };
  }
}
