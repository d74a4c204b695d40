package io.vitrine.torch.interpreter;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * ONNX's Gradient node: what a value of its graph changes by with others.
 *
 * <p>The nodes between are run once more from the inputs given, which need not be the values that
 * the graph itself had (ONNX, ai.onnx.preview.training Gradient).
 */
final class GradientRun {
  static final String OPERATOR = "ai.onnx.preview.training.Gradient";

  private GradientRun() {}

  /**
   * Prepares a node.
   *
   * @param around the graph that it stands in
   * @param prepare makes a body of a part of it
   */
  static OperatorRun of(Node node, Graph around, Function<Graph, Body> prepare) {
    List<String> by = names(node, "xs");
    List<String> given = new ArrayList<>(by);
    given.addAll(names(node, "zs"));
    String of = node.stringOr("y", "");
    Body body = prepare.apply(between(around, given, of));
    return call -> differentiate(call, body, by.size(), given.size());
  }

  private static List<String> names(Node node, String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.OfStrings found
        ? found.values()
        : List.of();
  }

  /** The nodes that a value comes from, given some others. */
  private static Graph between(Graph around, List<String> given, String of) {
    Set<String> needed = new HashSet<>(Set.of(of));
    List<Node> nodes = new ArrayList<>();
    for (int i = around.nodes().size() - 1; i >= 0; i--) {
      Node node = around.nodes().get(i);
      boolean makes =
          node.outputs().stream().anyMatch(name -> needed.contains(name) && !given.contains(name));
      if (makes) {
        nodes.add(0, node);
        InnerGraphs.names(node).forEach(needed::add);
      }
    }
    return new Graph(values(given.stream()), values(Stream.of(of)), nodes, List.of(), List.of());
  }

  private static List<Value> values(Stream<String> names) {
    return names.map(name -> new Value(name, ValueType.unknown())).toList();
  }

  @SuppressWarnings("try") // the mode ends with the block
  private static List<NativeValue> differentiate(Call call, Body body, int by, int given) {
    try (AutoGradMode on = new AutoGradMode(true)) {
      List<NativeValue> inputs = new ArrayList<>();
      Tensor[] variables = new Tensor[by];
      for (int i = 0; i < given; i++) {
        Tensor input = call.input(i).detach();
        if (i < by) {
          input.set_requires_grad(true);
          variables[i] = input;
        }
        inputs.add(Call.as(input, call.elements(i)));
      }
      List<NativeValue> results = body.run(inputs, call.scope(), -1);
      if (!(results.get(0) instanceof NativeValue.OfTensor y)) {
        throw new IllegalArgumentException("y: expected a tensor");
      }
      TensorVector found =
          torch.grad(
              new TensorVector(y.tensor().sum()),
              new TensorVector(variables),
              new TensorVector(),
              new BoolOptional(),
              false,
              true);
      List<NativeValue> gradients = new ArrayList<>();
      for (int i = 0; i < by; i++) {
        Tensor own = found.get(i);
        gradients.add(call.typed(own.defined() ? own.detach() : torch.zeros_like(variables[i])));
      }
      return gradients;
    }
  }
}
