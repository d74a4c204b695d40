package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.pickle.PickledSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pickled {@code nn.Module} of any class, by the attributes that all of them have.
 *
 * @param parameters by name
 * @param buffers by name
 * @param passingBuffers names of the buffers that a state dict leaves out
 * @param children modules by name
 */
record TorchModule(
    PickledDict parameters,
    PickledDict buffers,
    List<String> passingBuffers,
    PickledDict children) {
  TorchModule {
    passingBuffers = List.copyOf(passingBuffers);
  }

  /** The module that an object is, empty where it is none. */
  static Optional<TorchModule> of(PickledObject object) {
    Optional<PickledDict> attributes = object.attributes();
    Optional<PickledDict> parameters = attributes.flatMap(a -> dict(a, "_parameters"));
    Optional<PickledDict> children = attributes.flatMap(a -> dict(a, "_modules"));
    Optional<PickledDict> buffers = attributes.flatMap(a -> dict(a, "_buffers"));
    return parameters.isPresent() && children.isPresent() && buffers.isPresent()
        ? Optional.of(
            new TorchModule(
                parameters.get(), buffers.get(), passing(attributes.get()), children.get()))
        : Optional.empty();
  }

  private static Optional<PickledDict> dict(PickledDict attributes, String name) {
    return attributes.get(name).flatMap(TorchModule::mapping);
  }

  /** The keys and values of a dict or of an object that has some; empty for others. */
  static Optional<PickledDict> mapping(PickleValue value) {
    if (value instanceof PickledObject object) {
      return object.mapping();
    }
    return value instanceof PickledDict dict ? Optional.of(dict) : Optional.empty();
  }

  /** A set, which protocol 2 writes as a call with a list. */
  private static List<String> passing(PickledDict attributes) {
    List<String> names = new ArrayList<>();
    attributes
        .get("_non_persistent_buffers_set")
        .flatMap(TensorCall::sequence)
        .map(PickledSequence::items)
        .ifPresent(items -> items.forEach(item -> item.text().ifPresent(names::add)));
    return names;
  }
}
