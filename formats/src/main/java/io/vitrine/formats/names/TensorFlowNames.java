package io.vitrine.formats.names;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names by TensorFlow and Keras, as tf2onnx keeps them: {@code
 * StatefulPartitionedCall/model/conv2d/BiasAdd} is the BiasAdd of layer {@code conv2d} of the model
 * {@code model}. The calls around are left off, and the model's name, where all nodes have it. Of
 * names that were joined with semicolons the first counts; {@code :0}, the number of an output, is
 * left off.
 */
final class TensorFlowNames {
  private static final Pattern CALL = Pattern.compile("(Stateful)?PartitionedCall(_\\d+)?");
  private static final Pattern OUTPUT = Pattern.compile(":\\d+$");

  private TensorFlowNames() {}

  /** The label of a node, empty where its name is no such path. */
  static Optional<Label> label(WrittenNode node) {
    if (node.name().indexOf('/') <= 0) {
      return Optional.empty();
    }
    String first = node.name().split(";", 2)[0];
    if (first.indexOf('/') <= 0) {
      return Optional.empty();
    }
    List<String> parts = Paths.split(OUTPUT.matcher(first).replaceFirst(""));
    int from = 0;
    while (from < parts.size() - 1 && CALL.matcher(parts.get(from)).matches()) {
      from++;
    }
    List<String> modules = parts.subList(from, Math.max(from, parts.size() - 1));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Label(Paths.join(modules), parts.get(parts.size() - 1)));
  }

  /** Leaves off the first part of the modules, where all have the same and some have more. */
  static void dropRoot(List<WrittenNode> nodes, List<Label> labels) {
    String root = "";
    boolean deeper = false;
    for (int i = 0; i < labels.size(); i++) {
      String module = labels.get(i).module();
      if (module.isEmpty() || label(nodes.get(i)).isEmpty()) {
        continue;
      }
      int dot = module.indexOf('.');
      String first = dot < 0 ? module : module.substring(0, dot);
      if (!root.isEmpty() && !root.equals(first)) {
        return;
      }
      root = first;
      deeper |= dot > 0;
    }
    for (int i = 0; deeper && i < labels.size(); i++) {
      String module = labels.get(i).module();
      if (module.equals(root) || module.startsWith(root + ".")) {
        labels.set(
            i, labels.get(i).in(module.substring(Math.min(module.length(), root.length() + 1))));
      }
    }
  }
}
