package io.vitrine.torch.interpreter;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Prepares the nodes of one operator: reads the attributes once, so that runs need not. */
@FunctionalInterface
interface OperatorFactory {
  OperatorRun prepare(NodeContext context);

  /** An operator that needs no attributes. */
  static OperatorFactory of(Function<Call, Tensor> output) {
    return context -> OperatorRun.of(output);
  }

  /** An operator without attributes that maps its only input. */
  static OperatorFactory ofUnary(UnaryOperator<Tensor> function) {
    return of(call -> function.apply(call.input(0)));
  }
}
