package io.vitrine.torch.call;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** Runs a node that has been prepared. */
@FunctionalInterface
public interface OperatorRun {
  /**
   * The outputs in the node's order; trailing ones that the node does not name may be left out.
   * Each is an object of its own, never an input's, and no input is written to.
   */
  List<NativeValue> run(Call call);

  /** An operator of one output, whose elements are of the first input's type where they can be. */
  static OperatorRun of(Function<Call, Tensor> output) {
    return call -> List.of(call.typed(output.apply(call)));
  }

  /** The same for an operator of several outputs. */
  static OperatorRun ofAll(Function<Call, List<Tensor>> outputs) {
    return call -> outputs.apply(call).stream().map(call::typed).toList();
  }

  /** An operator of one output that says itself what it is. */
  static OperatorRun ofValue(Function<Call, NativeValue> output) {
    return call -> List.of(output.apply(call));
  }
}
