package io.vitrine.torch.interpreter;

import io.vitrine.engine.Mode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** One run of a node: its inputs and how to behave. */
final class Call {
  private final NodeContext context;
  private final Map<String, Tensor> values;
  private final Mode mode;

  Call(NodeContext context, Map<String, Tensor> values, Mode mode) {
    this.context = context;
    this.values = values;
    this.mode = mode;
  }

  NodeContext context() {
    return context;
  }

  Mode mode() {
    return mode;
  }

  boolean has(int input) {
    return context.node().input(input).isPresent();
  }

  /** An input that must be there. */
  Tensor input(int index) {
    return find(index).orElseThrow(() -> context.error("input " + index + " is missing"));
  }

  /** All inputs that are there, in order. */
  Stream<Tensor> inputs() {
    return Stream.iterate(0, i -> i < context.node().inputs().size(), i -> i + 1)
        .flatMap(i -> find(i).stream());
  }

  private Optional<Tensor> find(int index) {
    return context.node().input(index).map(values::get);
  }

  /** An input that may be omitted, as libtorch takes it. */
  TensorOptional optional(int index) {
    return find(index).map(TensorOptional::new).orElseGet(TensorOptional::new);
  }

  /** The elements of an integer input. */
  long[] longs(int index) {
    return host(index).longs();
  }

  /** The only element of an input, or a number where it is omitted. */
  double numberOr(int index, double otherwise) {
    return has(index) ? host(index).doubleAt(0) : otherwise;
  }

  private io.vitrine.model.Tensor host(int index) {
    return context.constant(index).orElseGet(() -> NativeTensors.toModel(input(index)));
  }

  /**
   * The integers of an input (newer operator sets) or of an attribute (older ones), empty where
   * both are omitted.
   */
  Optional<long[]> longsOf(int input, String attribute) {
    if (has(input)) {
      return Optional.of(longs(input));
    }
    return context.node().attribute(attribute).isPresent()
        ? Optional.of(Numbers.array(context.node().intsOr(attribute, java.util.List.of())))
        : Optional.empty();
  }
}
