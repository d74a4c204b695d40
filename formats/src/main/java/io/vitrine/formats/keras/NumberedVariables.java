package io.vitrine.formats.keras;

import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.formats.keras.stored.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables of {@code .keras} files, which have numbers: {@code layers/conv2d_1/vars/0} is the
 * first of the second layer of class Conv2D, whose name {@code vars} has as an attribute.
 *
 * @param path the layer's group
 */
record NumberedVariables(Hdf5File file, String path) implements Variables {
  private static final List<String> CONTAINERS =
      List.of("layers", "_layer_checkpoint_dependencies");

  /** The store of a model whose layers lie below a group. */
  static WeightStore store(Hdf5File file, String root) throws IOException {
    String prefix = root.isEmpty() ? "" : root + "/";
    String container =
        CONTAINERS.stream()
            .map(name -> prefix + name)
            .filter(file::hasGroup)
            .findFirst()
            .orElse(root);
    Map<String, String> groups = new HashMap<>();
    for (String group : file.below(container)) {
      String path = container + "/" + group;
      groups.put(file.text(path + "/vars", "name").orElse(""), path);
    }
    Map<String, Integer> counts = new HashMap<>();
    return new WeightStore() {
      @Override
      public Variables layer(LayerSpec layer) {
        return new NumberedVariables(file, group(layer));
      }

      @Override
      public WeightStore nested(LayerSpec model) throws IOException {
        return store(file, group(model));
      }

      /** By its name, else by its class and its place among the layers of that class. */
      private String group(LayerSpec layer) {
        int count = counts.merge(snakeCase(layer.className()), 1, Integer::sum) - 1;
        String counted = container + "/" + counted(layer.className(), count);
        return groups.getOrDefault(layer.name(), counted);
      }
    };
  }

  /** The group of a class's layer with so many of that class before it. */
  private static String counted(String className, int before) {
    String snake = snakeCase(className);
    return before == 0 ? snake : snake + "_" + before;
  }

  private static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public Optional<Variable> get(String role, int index) throws IOException {
    return file.data(path + "/vars/" + index).map(data -> data);
  }

  @Override
  public Variables inner(String attribute, String name) {
    return new NumberedVariables(file, path + "/" + attribute);
  }

  /** By its name, else by its class and its place among those of that class. */
  @Override
  public Variables member(String list, String className, int before, String name)
      throws IOException {
    String container = path + "/" + list;
    for (String group : file.below(container)) {
      String inner = container + "/" + group;
      if (file.text(inner + "/vars", "name").filter(name::equals).isPresent()) {
        return new NumberedVariables(file, inner);
      }
    }
    return new NumberedVariables(file, container + "/" + counted(className, before));
  }

  @Override
  public List<Variable> all() throws IOException {
    List<Variable> all = new ArrayList<>();
    for (String dataset : file.datasets()) {
      if (dataset.startsWith(path + "/")) {
        file.data(dataset).ifPresent(all::add);
      }
    }
    return all;
  }
}
