package io.vitrine.formats.script;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.pickle.PickledSequence;
import io.vitrine.formats.pytorch.ArchivedPickle;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree of modules that the archive's pickle holds, and its tensors by the names of a state
 * dict.
 */
final class ScriptModules {
  private static final int MOST_DEPTH = 100;
  private static final int MOST_MODULES = 200_000;

  private final ArchivedPickle pickle;
  private final ScriptProgram program;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> tied = new LinkedHashMap<>();
  private final Map<Object, String> firsts = new HashMap<>();
  private final Set<String> buffers = new HashSet<>();
  private final Map<String, String> classes = new HashMap<>();
  private int modules;

  /**
   * A module.
   *
   * @param path dotted, empty for the root
   */
  record Module(String path, PickledObject object) {
    String className() {
      return object.type().path();
    }

    /** The path of what is right inside. */
    String below(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  private ScriptModules(ArchivedPickle pickle, ScriptProgram program) {
    this.pickle = pickle;
    this.program = program;
  }

  static ScriptModules of(ArchivedPickle pickle, ScriptProgram program)
      throws ModelFormatException {
    ScriptModules modules = new ScriptModules(pickle, program);
    if (!(pickle.root() instanceof PickledObject)) {
      throw pickle.fault("expected a module");
    }
    modules.walk(modules.root(), 0);
    return modules;
  }

  Module root() {
    return new Module("", (PickledObject) pickle.root());
  }

  private void walk(Module module, int depth) throws ModelFormatException {
    if (depth > MOST_DEPTH || ++modules > MOST_MODULES) {
      throw pickle.fault(
          "modules nest more than " + MOST_DEPTH + " deep, or are more than " + MOST_MODULES);
    }
    classes.put(module.path(), module.object().type().name());
    Set<String> named =
        new HashSet<>(
            program.type(module.className()).map(t -> t.names("__buffers__")).orElse(List.of()));
    for (PickledDict.Entry entry : attributes(module).entries()) {
      Optional<String> name = entry.key().text();
      if (name.isPresent() && entry.value() instanceof PickledObject object) {
        add(module, name.get(), object, named.contains(name.get()), depth);
      }
    }
  }

  private void add(Module module, String name, PickledObject object, boolean buffer, int depth)
      throws ModelFormatException {
    String path = module.below(name);
    Optional<StoredTensor> tensor = pickle.tensor(path, object);
    if (tensor.isEmpty()) {
      if (object.attributes().isPresent()) {
        walk(new Module(path, object), depth + 1);
      }
      return;
    }
    boolean parameter =
        program
            .type(module.className())
            .map(t -> t.names("__parameters__").contains(name))
            .orElse(!buffer);
    @Nullable String first =
        ArchivedPickle.place(tensor.get())
            .map(place -> firsts.putIfAbsent(place, path))
            .orElse(null);
    if (first != null) {
      tied.put(path, first);
      return;
    }
    tensors.put(path, tensor.get());
    if (!parameter) {
      buffers.add(path);
    }
  }

  private static PickledDict attributes(Module module) {
    return module.object().attributes().orElseGet(PickledDict::empty);
  }

  /** The class of the module at a path, without its package. */
  Optional<String> className(String path) {
    return Optional.ofNullable(classes.get(path));
  }

  /** The archive's constants: tensors of one number as numbers, others as tensors of the file. */
  Arg constants(ArchivedPickle constants) throws IOException {
    List<PickleValue> items =
        constants.root() instanceof PickledSequence sequence ? sequence.items() : List.of();
    List<Arg> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String name = "constants.c" + i;
      Optional<StoredTensor> tensor = constants.tensor(name, items.get(i));
      all.add(tensor.isPresent() ? constant(name, tensor.get()) : value(items.get(i), 0));
    }
    return new Arg.Items(all);
  }

  private Arg constant(String name, StoredTensor stored) throws IOException {
    Optional<Tensor> single =
        stored.shape().rank() == 0 ? stored.tensor() : Optional.<Tensor>empty();
    if (single.isPresent() && !stored.elements().name().startsWith("complex")) {
      return stored.elements().isFloat()
          ? new Arg.Real(single.get().doubleAt(0))
          : new Arg.Int(single.get().longs()[0]);
    }
    tensors.put(name, stored);
    buffers.add(name);
    return new Arg.Other(new TensorName(name));
  }

  /** A tensor of the file that the graph does not have yet. */
  record TensorName(String name) {}

  /** An attribute of a module: a module, a tensor's name, or a value; empty where there is none. */
  Optional<Arg> attribute(Module module, String name) {
    Optional<PickleValue> value = attributes(module).get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String path = module.below(name);
    String first = tied.getOrDefault(path, path);
    if (tensors.containsKey(first)) {
      return Optional.of(new Arg.Other(new TensorName(first)));
    }
    if (value.get() instanceof PickledObject object && object.attributes().isPresent()) {
      return Optional.of(new Arg.Other(new Module(path, object)));
    }
    return Optional.of(value(value.get(), 0));
  }

  private Arg value(PickleValue value, int depth) {
    if (value instanceof PickleValue.Bool truth) {
      return new Arg.Bool(truth.value());
    }
    if (value instanceof PickleValue.Int number) {
      return new Arg.Int(number.value());
    }
    if (value instanceof PickleValue.Real real) {
      return new Arg.Real(real.value());
    }
    if (value instanceof PickleValue.Text text) {
      return new Arg.Text(text.value());
    }
    if (value instanceof PickledSequence sequence && depth < MOST_DEPTH) {
      return new Arg.Items(sequence.items().stream().map(item -> value(item, depth + 1)).toList());
    }
    if (value instanceof PickledObject object && depth < MOST_DEPTH) {
      return object(object, depth);
    }
    return Arg.None.NONE;
  }

  /** A tensor that an attribute has already, or a list that a call marks with its type. */
  private Arg object(PickledObject object, int depth) {
    try {
      Optional<Object> place = pickle.tensor("", object).flatMap(ArchivedPickle::place);
      if (place.isPresent()) {
        @Nullable String name = firsts.get(place.get());
        return name == null ? Arg.None.NONE : new Arg.Other(new TensorName(name));
      }
    } catch (ModelFormatException e) {
      return Arg.None.NONE;
    }
    return object.type().module().startsWith("torch.jit") && !object.arguments().isEmpty()
        ? value(object.arguments().get(0), depth + 1)
        : Arg.None.NONE;
  }

  boolean isBuffer(String name) {
    return buffers.contains(name);
  }

  Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  Map<String, String> tied() {
    return tied;
  }

  Weights weights() {
    return new StoredWeights(tensors, tied);
  }
}
