package io.vitrine.torch.interpreter;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** Runs a node that has been prepared. */
@FunctionalInterface
interface OperatorRun {
  /**
   * The outputs in the node's order; trailing ones that the node does not name may be left out.
   * Each is an object of its own, never an input's, and no input is written to.
   */
  List<Tensor> run(Call call);

  /** An operator of one output. */
  static OperatorRun of(Function<Call, Tensor> output) {
    return call -> List.of(output.apply(call));
  }
}
