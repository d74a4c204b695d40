package io.vitrine.torch;

import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.torch.call.NativeTensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Looks for the first value of a forward pass that is NaN or infinite. */
final class FiniteCheck {
  private final Network network;
  private final Set<String> trainable;

  FiniteCheck(Network network, List<String> trainable) {
    this.network = network;
    this.trainable = Set.copyOf(trainable);
  }

  /**
   * Looks at the inputs, then node by node at its parameters and at what it made.
   *
   * @param values all inputs, parameters and made values by name
   */
  Optional<NonFiniteValue> first(Map<String, Tensor> values) {
    return network.inputs().stream()
        .flatMap(input -> at(Kind.INPUT, input.name(), values.get(input.name())).stream())
        .findFirst()
        .or(() -> network.nodes().stream().flatMap(node -> at(node, values).stream()).findFirst());
  }

  private Optional<NonFiniteValue> at(Node node, Map<String, Tensor> values) {
    return node.inputs().stream()
        .filter(trainable::contains)
        .flatMap(name -> at(Kind.PARAMETER, name, values.get(name)).stream())
        .findFirst()
        .or(
            () ->
                node.outputs().stream()
                    .flatMap(name -> at(Kind.LAYER, node.name(), values.get(name)).stream())
                    .findFirst());
  }

  private static Optional<NonFiniteValue> at(
      Kind kind, String name, @org.jspecify.annotations.Nullable Tensor tensor) {
    if (tensor == null || !tensor.is_floating_point()) {
      return Optional.empty();
    }
    // NaN and infinity times zero are NaN, and a sum with NaN is NaN.
    Tensor wide = NativeTensors.wide(tensor);
    if (!Float.isNaN(wide.mul(new Scalar(0.0)).sum().item_float())) {
      return Optional.empty();
    }
    Tensor found = wide.masked_select(wide.isfinite().logical_not());
    return Optional.of(new NonFiniteValue(kind, name, found.select(0, 0).item_float()));
  }
}
