package io.vitrine.formats.keras;

import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.formats.keras.stored.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Variables of {@code .h5} files, which have names: {@code model_weights/conv2d} lists {@code
 * conv2d/kernel:0}.
 */
final class NamedVariables implements Variables {
  /** Where a variable is, and the parts of its name. */
  private record Named(List<String> parts, String path) {
    String role() {
      return parts.get(parts.size() - 1).replaceFirst(":\\d+$", "");
    }

    boolean isBelow(String name) {
      return parts.subList(0, parts.size() - 1).stream().anyMatch(part -> part.startsWith(name));
    }
  }

  private final Hdf5File file;
  private final List<Named> variables;

  private NamedVariables(Hdf5File file, List<Named> variables) {
    this.file = file;
    this.variables = variables;
  }

  /** The store of a file whose groups of layers lie in one group. */
  static WeightStore store(Hdf5File file, String root) {
    String prefix = root.isEmpty() ? "" : root + "/";
    return new WeightStore() {
      @Override
      public Variables layer(LayerSpec layer) throws IOException {
        return of(file, prefix + layer.name());
      }

      @Override
      public WeightStore nested(LayerSpec model) throws IOException {
        return of(file, prefix + model.name()).store();
      }
    };
  }

  private static NamedVariables of(Hdf5File file, String group) throws IOException {
    List<Named> named = new ArrayList<>();
    for (String name : file.texts(group, "weight_names")) {
      named.add(new Named(List.of(name.split("/", -1)), group + "/" + name));
    }
    return new NamedVariables(file, named);
  }

  /** The layers of a model inside another have their variables in its group. */
  private WeightStore store() {
    return new WeightStore() {
      @Override
      public Variables layer(LayerSpec layer) {
        List<String> wanted = Arrays.asList(layer.name().split("/", -1));
        return new NamedVariables(
            file,
            variables.stream()
                .filter(
                    variable -> java.util.Collections.indexOfSubList(variable.parts(), wanted) >= 0)
                .toList());
      }

      @Override
      public WeightStore nested(LayerSpec model) {
        NamedVariables own = (NamedVariables) layer(model);
        return own.variables.isEmpty() ? this : own.store();
      }
    };
  }

  @Override
  public Optional<Variable> get(String role, int index) throws IOException {
    for (Named variable : variables) {
      if (variable.role().equals(role)) {
        return file.data(variable.path()).map(data -> data);
      }
    }
    return Optional.empty();
  }

  @Override
  public Variables inner(String attribute, String name) {
    return name.isEmpty()
        ? this
        : new NamedVariables(
            file, variables.stream().filter(variable -> variable.isBelow(name)).toList());
  }

  @Override
  public Variables member(String list, String className, int before, String name) {
    return new NamedVariables(
        file, variables.stream().filter(variable -> variable.parts().contains(name)).toList());
  }

  @Override
  public List<Variable> all() throws IOException {
    List<Variable> all = new ArrayList<>();
    for (Named variable : variables) {
      file.data(variable.path()).ifPresent(all::add);
    }
    return all;
  }
}
