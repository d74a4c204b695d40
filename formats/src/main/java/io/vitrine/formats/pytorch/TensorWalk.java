package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.pickle.PickledSequence;
import io.vitrine.model.ModelFormatException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tensors in what was pickled and names them by their way: keys of dicts, numbers in
 * lists, and in modules the names that {@code state_dict()} gives, in its order.
 *
 * <p>What is reached by several ways has several names. A tensor that views the same elements of
 * the same storage as an earlier one is tied to it and counts once. Values may be shared many times
 * or hold themselves, so steps, depth and the length of all names are limited.
 */
final class TensorWalk {
  private static final int MOST_DEPTH = 200;
  private static final int MOST_STEPS = 2_000_000;
  private static final int MOST_SHOWN = 80;
  private static final long MOST_CHARACTERS = 32L << 20;

  private final Storages storages;
  private final TensorRebuilding rebuilding;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> tied = new LinkedHashMap<>();
  private final Map<View, String> firsts = new HashMap<>();
  private final Set<PickleValue> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int steps;
  private long characters;

  /** What makes two tensors the same. */
  private record View(String storage, TensorLayout layout) {}

  private TensorWalk(Storages storages) {
    this.storages = storages;
    this.rebuilding = new TensorRebuilding(storages);
  }

  /** Walks a value from its top. */
  static TensorWalk of(PickleValue root, Storages storages) throws ModelFormatException {
    TensorWalk walk = new TensorWalk(storages);
    walk.visit("", root);
    return walk;
  }

  /** The tensors by their first names. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** The first name by each further name. */
  Map<String, String> tied() {
    return tied;
  }

  private void visit(String path, PickleValue value) throws ModelFormatException {
    boolean holds =
        value instanceof PickledObject
            || value instanceof PickledDict
            || value instanceof PickledSequence;
    if (holds && above.add(value)) {
      if (above.size() > MOST_DEPTH) {
        throw fault("what the pickle holds is nested more than " + MOST_DEPTH + " deep", path);
      }
      inside(path, value);
      above.remove(value);
    }
  }

  /** Counts what is looked at, so that values shared many times over come to an end. */
  private void count(String path, int more) throws ModelFormatException {
    steps += more;
    if (steps < 0 || steps > MOST_STEPS) {
      throw fault("the values of the pickle are shared more than " + MOST_STEPS + " times", path);
    }
  }

  private ModelFormatException fault(String message, String path) {
    String start = path.substring(0, Math.min(path.length(), MOST_SHOWN));
    return storages.fault(0, message + ", at '" + start + "'");
  }

  private void inside(String path, PickleValue value) throws ModelFormatException {
    if (value instanceof PickledDict dict) {
      entries(path, dict);
    } else if (value instanceof PickledSequence sequence) {
      items(path, sequence.items());
    } else if (value instanceof PickledObject object) {
      object(path, object);
    }
  }

  private void entries(String path, PickledDict dict) throws ModelFormatException {
    count(path, dict.size());
    for (PickledDict.Entry entry : dict.entries()) {
      Optional<String> key = key(entry.key());
      if (key.isPresent()) {
        visit(below(path, key.get()), entry.value());
      }
    }
  }

  private static Optional<String> key(PickleValue key) {
    return key instanceof PickleValue.Int number
        ? Optional.of(Long.toString(number.value()))
        : key.text();
  }

  private void items(String path, List<PickleValue> items) throws ModelFormatException {
    count(path, items.size());
    for (int i = 0; i < items.size(); i++) {
      PickleValue item = items.get(i);
      if (item instanceof PickledObject
          || item instanceof PickledDict
          || item instanceof PickledSequence) {
        visit(below(path, Integer.toString(i)), item);
      }
    }
  }

  private void object(String path, PickledObject object) throws ModelFormatException {
    Optional<StoredTensor> tensor = rebuilding.tensor(path.isEmpty() ? "tensor" : path, object);
    Optional<TorchModule> module = TorchModule.of(object);
    if (tensor.isPresent()) {
      add(tensor.get());
    } else if (module.isPresent()) {
      module(path, module.get());
    } else if (object.mapping().isPresent()) {
      entries(path, object.mapping().get());
    } else if (object.elements().isPresent()) {
      items(path, object.elements().get().items());
    }
  }

  private void module(String path, TorchModule module) throws ModelFormatException {
    entries(path, module.parameters());
    count(path, module.passingBuffers().size() + module.buffers().size());
    Set<String> passing = new HashSet<>(module.passingBuffers());
    for (PickledDict.Entry buffer : module.buffers().entries()) {
      Optional<String> key = key(buffer.key());
      if (key.isPresent() && !passing.contains(key.get())) {
        visit(below(path, key.get()), buffer.value());
      }
    }
    entries(path, module.children());
  }

  private String below(String path, String key) throws ModelFormatException {
    String name = path.isEmpty() ? key : path + "." + key;
    characters += name.length();
    if (characters > MOST_CHARACTERS) {
      throw fault("the names of what the pickle holds are too long", path);
    }
    return name;
  }

  private void add(StoredTensor tensor) {
    String name = tensor.name();
    boolean elements = tensor.shape().elements().orElse(0) > 0;
    if (tensor instanceof TorchTensor stored && elements) {
      View view = new View(stored.storage().key(), stored.layout());
      @Nullable String first = firsts.putIfAbsent(view, name);
      if (first != null) {
        tied.putIfAbsent(name, first);
        return;
      }
    }
    tensors.putIfAbsent(name, tensor);
  }
}
