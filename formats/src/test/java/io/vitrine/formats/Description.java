package io.vitrine.formats;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.TreeMap;

/**
 * A network as text, complete to the bytes of its tensors: two networks are the same when their
 * descriptions are.
 */
public final class Description {
  private final StringBuilder text = new StringBuilder();

  private Description() {}

  public static String of(Network network) {
    Description description = new Description();
    description.text.append(network.name()).append('\n');
    description.text.append(new TreeMap<>(network.opsets())).append('\n');
    description.text.append(new TreeMap<>(network.metadata())).append('\n');
    description.graph(network.graph());
    new TreeMap<>(network.functions())
        .forEach(
            (key, graph) -> {
              description.text.append("function ").append(key).append('\n');
              description.graph(graph);
            });
    return description.text.toString();
  }

  public static String of(Weights weights) {
    StringBuilder text = new StringBuilder();
    for (String name : weights.names()) {
      text.append(name).append(' ').append(of(weights.require(name))).append('\n');
    }
    return text.toString();
  }

  public static String of(Tensor tensor) {
    byte[] bytes = new byte[tensor.bytes().remaining()];
    tensor.bytes().get(bytes);
    return tensor + " " + java.util.HexFormat.of().formatHex(bytes);
  }

  private void graph(Graph graph) {
    text.append(graph.inputs()).append('\n').append(graph.outputs()).append('\n');
    text.append(graph.declared()).append('\n');
    text.append(new TreeMap<>(graph.opsets())).append('\n');
    for (Parameter parameter : graph.parameters()) {
      text.append(parameter.name()).append(' ').append(parameter.elements());
      text.append(parameter.shape());
      text.append(parameter.constant().map(Description::of).orElse(" beside")).append('\n');
    }
    graph.nodes().forEach(this::node);
  }

  private void node(Node node) {
    text.append(node.name()).append(' ').append(node.domain()).append(':').append(node.operator());
    text.append(node.inputs()).append(node.outputs()).append('\n');
    new TreeMap<>(node.attributes())
        .forEach(
            (name, value) -> {
              text.append("  ").append(name).append(" = ");
              attribute(value);
              text.append('\n');
            });
  }

  private void attribute(Attribute attribute) {
    if (attribute instanceof Attribute.OfTensor one) {
      text.append(of(one.value()));
    } else if (attribute instanceof Attribute.OfTensors many) {
      many.values().forEach(tensor -> text.append(of(tensor)));
    } else if (attribute instanceof Attribute.OfGraph one) {
      graph(one.value());
    } else if (attribute instanceof Attribute.OfGraphs many) {
      many.values().forEach(this::graph);
    } else if (attribute instanceof Attribute.Reference one && one.otherwise().isPresent()) {
      text.append(one.name()).append(one.kind());
      attribute(one.otherwise().get());
    } else {
      text.append(attribute);
    }
  }
}
