package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.SizeLimit;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledSequence;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes views of storages from the calls that rebuild tensors.
 *
 * <p>Tensors that are more than a view (quantised, sparse, nested, conjugated and the like) keep
 * their name, type and shape and refuse their numbers by name.
 */
final class TensorRebuilding {
  private static final Set<String> VIEWS =
      Set.of(
          "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_tensor_v3");

  private static final String OTHERS = "torch._utils._rebuild_";
  private static final String QUANTISED = "torch._utils._rebuild_qtensor";
  private static final String UNTYPED = "torch._utils._rebuild_tensor_v3";

  /** Where the arguments of the second and third version have what they add. */
  private static final int METADATA = 6;

  private static final int ELEMENTS = 6;

  private final Storages storages;

  TensorRebuilding(Storages storages) {
    this.storages = storages;
  }

  /**
   * The tensor that a value describes, empty where it describes none.
   *
   * @throws ModelFormatException where a view reaches past its storage or the storage is not there
   */
  Optional<StoredTensor> tensor(String name, PickleValue value) throws ModelFormatException {
    Optional<TensorCall> call = TensorCall.of(value);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    String function = call.get().function();
    if (VIEWS.contains(function)) {
      return Optional.of(view(name, call.get()));
    }
    return function.startsWith(OTHERS) ? Optional.of(other(name, call.get())) : Optional.empty();
  }

  /** The type and shape of a tensor whose numbers the file leaves out; empty for other values. */
  Optional<StoredTensor> described(String name, PickleValue value) throws ModelFormatException {
    Optional<TensorCall> call = TensorCall.of(value);
    if (call.isEmpty() || !VIEWS.contains(call.get().function())) {
      return Optional.empty();
    }
    boolean untyped = call.get().function().equals(UNTYPED);
    StorageType type =
        untyped
            ? StorageType.ofElements(call.get().argument(ELEMENTS))
            : storage(name, call.get()).type();
    return Optional.of(
        new UnreadTensor(
            name, type.elements(), shape(name, call.get()), "its numbers are not in the file"));
  }

  private StoredTensor view(String name, TensorCall call) throws ModelFormatException {
    StorageReference storage = storage(name, call);
    boolean untyped = call.function().equals(UNTYPED);
    StorageType type = untyped ? StorageType.ofElements(call.argument(ELEMENTS)) : storage.type();
    TensorLayout layout = layout(name, call, type, storage);
    Optional<String> reason = unreadable(call, type, untyped ? METADATA + 1 : METADATA);
    if (reason.isPresent()) {
      return new UnreadTensor(name, type.elements(), shape(name, call), reason.get());
    }
    int width = type.elements().bits() / Byte.SIZE;
    long available = untyped ? storage.count() / width : storage.count();
    Optional<String> violation = layout.violation(available);
    if (violation.isPresent()) {
      throw fault(name, call, violation.get());
    }
    return new TorchTensor(name, layout, storages.find(storage));
  }

  private TensorLayout layout(
      String name, TensorCall call, StorageType type, StorageReference storage)
      throws ModelFormatException {
    List<Long> sizes = numbers(name, call, 2);
    List<Long> strides = numbers(name, call, 3);
    long offset = call.argument(1).integer().orElse(-1);
    if (sizes.size() != strides.size() || offset < 0 || storage.offset() < 0) {
      throw fault(
          name,
          call,
          "expected an offset, and as many strides as sizes, found sizes "
              + sizes
              + " and strides "
              + strides);
    }
    long first = offset + storage.offset();
    return new TensorLayout(
        type.elements(), sizes, strides, first < 0 ? Long.MAX_VALUE : first, storages.order());
  }

  private static Optional<String> unreadable(TensorCall call, StorageType type, int metadata) {
    if (!type.isRead()) {
      return Optional.of("numbers of type " + type.elements() + " are not read");
    }
    if (call.argument(metadata) instanceof PickledDict marks) {
      for (String mark : List.of("conj", "neg")) {
        boolean set =
            marks.get(mark).filter(v -> v instanceof PickleValue.Bool b && b.value()).isPresent();
        if (set) {
          return Optional.of(
              "it is a "
                  + (mark.equals("conj") ? "conjugated" : "negated")
                  + " view, whose numbers are not read; save it after resolve_"
                  + mark
                  + "()");
        }
      }
    }
    return Optional.empty();
  }

  /** A tensor that is more, or less, than a view of a storage. */
  private StoredTensor other(String name, TensorCall call) throws ModelFormatException {
    String kind = call.function().substring(OTHERS.length());
    if (call.function().equals(QUANTISED)) {
      StorageType type = storage(name, call).type();
      String reason =
          "a quantised tensor ("
              + type.elements()
              + "), whose numbers are not read; save it after dequantize()";
      return new UnreadTensor(name, type.elements(), shape(name, call), reason);
    }
    String reason =
        switch (kind) {
          case "sparse_tensor", "sparse_csr_tensor" ->
              "a sparse tensor, whose numbers are not read; save it after to_dense()";
          case "nested_tensor" -> "a nested tensor, which has no single shape and is not read";
          case "meta_tensor_no_storage" -> "a tensor on the meta device, which has no numbers";
          default -> "a tensor made by " + call.function() + ", which is not known";
        };
    StorageType type =
        kind.equals("meta_tensor_no_storage")
            ? StorageType.ofElements(call.argument(0))
            : new StorageType(UnreadTensor.type(kind, 0), false);
    return new UnreadTensor(name, type.elements(), otherShape(name, call, kind), reason);
  }

  private Shape otherShape(String name, TensorCall call, String kind) throws ModelFormatException {
    if (kind.equals("meta_tensor_no_storage")) {
      return shape(name, numbers(name, call, 1), call);
    }
    boolean sized =
        call.argument(1) instanceof PickledSequence data
            && data.items().size() >= 3
            && kind.startsWith("sparse_tensor");
    if (!sized) {
      return Shape.of(0);
    }
    PickleValue size = ((PickledSequence) call.argument(1)).items().get(2);
    return shape(name, numbers(name, call, size), call);
  }

  private StorageReference storage(String name, TensorCall call) throws ModelFormatException {
    return StorageReference.of(call.argument(0))
        .orElseThrow(
            () ->
                fault(
                    name,
                    call,
                    "expected a storage of the file, as the persistent id ('storage', type, key, device, number of elements), found "
                        + StorageReference.shown(call.argument(0))));
  }

  private Shape shape(String name, TensorCall call) throws ModelFormatException {
    return shape(name, numbers(name, call, 2), call);
  }

  private Shape shape(String name, List<Long> sizes, TensorCall call) throws ModelFormatException {
    long[] array = sizes.stream().mapToLong(Long::longValue).toArray();
    Optional<String> violation = SizeLimit.violation(array);
    if (violation.isPresent()) {
      throw fault(name, call, violation.get());
    }
    return Shape.of(array);
  }

  private List<Long> numbers(String name, TensorCall call, int index) throws ModelFormatException {
    return numbers(name, call, call.argument(index));
  }

  /** The integers of a tuple, list or torch.Size. */
  private List<Long> numbers(String name, TensorCall call, PickleValue value)
      throws ModelFormatException {
    Optional<PickledSequence> sequence = TensorCall.sequence(value);
    if (sequence.isEmpty() || sequence.get().items().size() > SizeLimit.MAX_RANK) {
      throw fault(name, call, "expected at most " + SizeLimit.MAX_RANK + " sizes or strides");
    }
    List<Long> numbers = new ArrayList<>();
    for (PickleValue item : sequence.get().items()) {
      OptionalLong number = item.integer();
      if (number.isEmpty()) {
        throw fault(name, call, "expected sizes and strides of 64 bits, found " + item);
      }
      numbers.add(number.getAsLong());
    }
    return numbers;
  }

  private ModelFormatException fault(String name, TensorCall call, String message) {
    return storages.fault(call.position(), "tensor '" + name + "': " + message);
  }
}
