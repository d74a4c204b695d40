package io.vitrine.torch.contributed;

import io.vitrine.model.Attribute;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.Scope;
import io.vitrine.torch.family.FamilyRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Runs one of ONNX's operators within a node that holds more than it. */
final class Standard {
  private Standard() {}

  /** The first output of an operator, given tensors instead of the node's own inputs. */
  static Tensor of(
      Call call, String operator, Map<String, Attribute> attributes, Tensor... inputs) {
    return tensor(
        all(call, operator, attributes, List.of(inputs).stream().map(NativeValue::of).toList())
            .get(0));
  }

  /** All outputs of an operator. */
  static List<NativeValue> all(
      Call call, String operator, Map<String, Attribute> attributes, List<NativeValue> inputs) {
    Scope scope = call.scope().inner(operator);
    List<String> names = new ArrayList<>();
    for (NativeValue input : inputs) {
      String name = "x" + names.size();
      scope.give(name, input);
      names.add(name);
    }
    Node own = call.context().node();
    Node node = new Node(own.name(), "", operator, names, List.of("y"), attributes);
    NodeContext context = new NodeContext(node, Network.OPSET, Map.of(), call.context().bodies());
    return factory(operator).prepare(context).run(new Call(context, scope));
  }

  static Tensor tensor(NativeValue value) {
    if (value instanceof NativeValue.OfTensor found) {
      return found.tensor();
    }
    throw new IllegalArgumentException("expected a tensor, found " + value.describe());
  }

  /** What prepares one of ONNX's operators. */
  static OperatorFactory factory(String operator) {
    return FamilyRuns.ALL.stream()
        .filter(family -> family.containsKey(operator))
        .map(family -> family.get(operator))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no operator " + operator));
  }
}
