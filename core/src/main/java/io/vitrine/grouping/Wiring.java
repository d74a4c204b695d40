package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which nodes feed which, and what makes two groups structurally equal. */
final class Wiring {
  private static final List<String> TELLING =
      List.of("kernel_shape", "strides", "dilations", "group", "hidden_size", "direction", "axis");

  private final DataFlow flow;
  private final ShapeTable shapes;
  private final Map<String, Integer> indexOf = new HashMap<>();

  Wiring(Network network, ShapeTable shapes) {
    this.flow = DataFlow.of(network);
    this.shapes = shapes;
    for (int i = 0; i < network.nodes().size(); i++) {
      indexOf.put(network.nodes().get(i).name(), i);
    }
  }

  DataFlow flow() {
    return flow;
  }

  Map<String, Integer> indices() {
    return indexOf;
  }

  int index(Node node) {
    return indexOf.getOrDefault(node.name(), 0);
  }

  /** The nodes whose data a node takes; none for one that only computes a setting. */
  int[] sources(Node node) {
    int index = index(node);
    return flow.isSetting(index) ? new int[0] : flow.sources(index);
  }

  boolean isSetting(Node node) {
    return flow.isSetting(index(node));
  }

  /**
   * The same text for groups of the same operators in the same arrangement, with equal windows and
   * numbers of filters or units. Channels that only come in do not count, so that the layers of a
   * dense block are equal.
   */
  String signature(Group group) {
    Map<Integer, Integer> position = new HashMap<>();
    return group
        .mainNodes()
        .filter(Wiring::isTelling)
        .map(
            node -> {
              position.put(index(node), position.size());
              return signature(node)
                  + Arrays.stream(sources(node))
                      .mapToObj(s -> position.containsKey(s) ? position.get(s).toString() : "x")
                      .distinct()
                      .collect(Collectors.joining(","));
            })
        .collect(Collectors.joining(";", group.kind() + ":", ""));
  }

  private static boolean isTelling(Node node) {
    Category category = Operators.category(node);
    return category != Category.REGULARIZATION
        && (category != Category.SHAPE || node.operator().equals("Concat"));
  }

  private String signature(Node node) {
    String attributes =
        TELLING.stream()
            .filter(key -> node.attribute(key).isPresent())
            .map(key -> key + node.attribute(key).orElseThrow())
            .collect(Collectors.joining(" "));
    return node.qualifiedOperator() + "(" + attributes + units(node) + ")";
  }

  private String units(Node node) {
    Category category = Operators.category(node);
    Optional<Shape> shape = shapes.outputShape(node);
    boolean known = shape.isPresent() && shape.get().rank() > 1;
    if (known && category == Category.CONVOLUTION) {
      return " " + shape.orElseThrow().dim(1);
    }
    return known && category == Category.LINEAR ? " " + shape.orElseThrow().dim(-1) : "";
  }
}
