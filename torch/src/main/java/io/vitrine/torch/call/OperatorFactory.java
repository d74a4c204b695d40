package io.vitrine.torch.call;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Prepares the nodes of one operator: reads the attributes once, so that runs need not. */
@FunctionalInterface
public interface OperatorFactory {
  OperatorRun prepare(NodeContext context);

  /** An operator that needs no attributes. */
  static OperatorFactory of(Function<Call, Tensor> output) {
    return context -> OperatorRun.of(output);
  }

  /** An operator of several outputs that needs no preparation. */
  static OperatorFactory ofAll(Function<Call, List<Tensor>> outputs) {
    return context -> OperatorRun.ofAll(outputs);
  }

  /** An operator that needs no preparation and says itself what its output is. */
  static OperatorFactory ofValue(Function<Call, NativeValue> output) {
    return context -> OperatorRun.ofValue(output);
  }

  /** An operator without attributes that maps its only input. */
  static OperatorFactory ofUnary(UnaryOperator<Tensor> function) {
    return of(call -> function.apply(call.input(0)));
  }
}
