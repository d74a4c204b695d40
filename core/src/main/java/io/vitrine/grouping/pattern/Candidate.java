package io.vitrine.grouping.pattern;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Optional;

/**
 * A node or group that a pattern's predicate is asked about.
 *
 * @param group the group; a node is a group without members
 * @param dataInputs how many computed values it takes; parameters, constants and sizes do not count
 * @param shapes of all values, for a batch of one
 */
public record Candidate(Group group, int dataInputs, ShapeTable shapes) {
  /** The first of its nodes that has a weight, or its first; a node itself. */
  public Node node() {
    return group
        .mainNodes()
        .filter(node -> Operators.category(node) == Category.CONVOLUTION || isLinear(node))
        .findFirst()
        .orElseGet(() -> group.mainNodes().findFirst().orElseThrow());
  }

  private static boolean isLinear(Node node) {
    return Operators.category(node) == Category.LINEAR;
  }

  public boolean isNode() {
    return group.isNode();
  }

  public Category category() {
    return Operators.category(node());
  }

  /** The shape of the main node's first output. */
  public Optional<Shape> outputShape() {
    return shapes.outputShape(node());
  }

  /** The shape of the main node's input at a position, a weight's at 1 for most. */
  public Optional<Shape> inputShape(int position) {
    return shapes.inputShape(node(), position);
  }

  /** The sizes of a convolution's or pool's window. */
  public List<Long> kernel() {
    return Operators.kernel(node(), shapes);
  }

  /** Whether it is a convolution of 1 x 1. */
  public boolean isPointwise() {
    List<Long> kernel = kernel();
    return !kernel.isEmpty() && kernel.stream().allMatch(size -> size == 1);
  }

  /** Whether it is a convolution that filters every channel by itself. */
  public boolean isDepthwise() {
    long groups = node().intOr("group", 1);
    return groups > 1 && groups == inputShape(0).map(s -> s.size(1)).orElse(groups);
  }

  /** Whether an activation is among its nodes. */
  public boolean isActivated() {
    return isActivated(group);
  }

  private static boolean isActivated(Group group) {
    return group.is(Kinds.ACTIVATION)
        || group.isNode() && Operators.category(group.nodes().get(0)) == Category.ACTIVATION
        || group.members().stream().anyMatch(Candidate::isActivated);
  }
}
