package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.pickle.PickledSequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The call in a pickle that rebuilds a tensor, freed from the parameters and subclasses around it.
 *
 * @param function such as {@code torch._utils._rebuild_tensor_v2}
 * @param arguments what it would be called with
 * @param position where in the pickle it stands
 */
record TensorCall(String function, List<PickleValue> arguments, long position) {
  /** Calls whose first argument is the tensor itself. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._utils._rebuild_device_tensor_from_cpu_tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer",
          "torch.nn.Parameter",
          "torch.autograd.variable.Variable",
          "torch.autograd.Variable");

  /** Calls whose third argument holds the arguments of the function in the first. */
  private static final Set<String> TYPED =
      Set.of("torch._tensor._rebuild_from_type_v2", "torch._tensor._rebuild_from_type");

  /** Parameters wrap tensors once or twice; a chain of more is an attack. */
  private static final int MOST_WRAPPERS = 8;

  /** The argument at an index, None where there are fewer. */
  PickleValue argument(int index) {
    return index < arguments.size() ? arguments.get(index) : PickleValue.None.NONE;
  }

  /** The call that would make a value, empty where none would. */
  static Optional<TensorCall> of(PickleValue value) {
    PickleValue current = value;
    for (int i = 0; i < MOST_WRAPPERS && current instanceof PickledObject object; i++) {
      TensorCall call = typed(object);
      if (!WRAPPERS.contains(call.function())) {
        return Optional.of(call);
      }
      current = call.argument(0);
    }
    return Optional.empty();
  }

  private static TensorCall typed(PickledObject object) {
    TensorCall call = new TensorCall(object.type().path(), object.arguments(), object.position());
    boolean typed = TYPED.contains(call.function());
    return typed
            && call.argument(0) instanceof PickleValue.Global function
            && call.argument(2) instanceof PickledSequence inner
        ? new TensorCall(function.path(), inner.items(), object.position())
        : call;
  }

  /** The items of a tuple or list, or of a call such as torch.Size((2, 3)); empty for others. */
  static Optional<PickledSequence> sequence(PickleValue value) {
    PickleValue inner =
        value instanceof PickledObject object && object.arguments().size() == 1
            ? object.arguments().get(0)
            : value;
    return inner instanceof PickledSequence sequence ? Optional.of(sequence) : Optional.empty();
  }
}
