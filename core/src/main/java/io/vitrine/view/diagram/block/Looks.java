package io.vitrine.view.diagram.block;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Dim;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How groups look, and what they make. */
public final class Looks {
  private static final Map<String, Look> LAYERS =
      Map.ofEntries(
          Map.entry(Kinds.CONVOLUTION, Look.CONVOLUTION),
          Map.entry(Kinds.POOLING, Look.POOLING),
          Map.entry(Kinds.UPSAMPLING, Look.UPSAMPLING),
          Map.entry(Kinds.LINEAR, Look.LINEAR),
          Map.entry(Kinds.SOFTMAX, Look.SOFTMAX),
          Map.entry(Kinds.NORMALIZATION, Look.NORMALIZATION),
          Map.entry(Kinds.ACTIVATION, Look.OTHER),
          Map.entry(Kinds.EMBEDDING, Look.EMBEDDING),
          Map.entry(Kinds.RECURRENT, Look.RECURRENT),
          Map.entry(Kinds.ATTENTION, Look.ATTENTION),
          Map.entry(Kinds.ATTENTION_CORE, Look.ATTENTION),
          Map.entry(Kinds.SQUEEZE_EXCITE, Look.GATE));

  private static final Set<String> UPSAMPLING =
      Set.of("ConvTranspose", "Upsample", "Resize", "MaxUnpool");

  private static final Set<Category> TELLING =
      Set.of(
          Category.CONVOLUTION,
          Category.LINEAR,
          Category.RECURRENT,
          Category.ATTENTION,
          Category.POOLING);

  /** Whose values are sequences or maps with the features last. */
  private static final Set<Look> FEATURES_LAST =
      Set.of(
          Look.LINEAR,
          Look.ATTENTION,
          Look.EMBEDDING,
          Look.RECURRENT,
          Look.NORMALIZATION,
          Look.SOFTMAX);

  private static final List<Long> CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);

  private Looks() {}

  /** Whether a group is shown as one part: a node, or a layer with what refines it. */
  static boolean isLayer(Group group) {
    return group.isNode() || LAYERS.containsKey(group.kind());
  }

  /** How a group looks: a layer as its kind, several layers as a module. */
  public static Look of(Group group) {
    return group.isNode()
        ? of(group.nodes().get(0))
        : LAYERS.getOrDefault(group.kind(), Look.MODULE);
  }

  /** How a node looks on its own. */
  public static Look of(Node node) {
    if (UPSAMPLING.contains(node.operator())) {
      return Look.UPSAMPLING;
    }
    return switch (Operators.category(node)) {
      case CONVOLUTION -> Look.CONVOLUTION;
      case POOLING -> Look.POOLING;
      case LINEAR -> Look.LINEAR;
      case NORMALIZATION -> Look.NORMALIZATION;
      case RECURRENT -> Look.RECURRENT;
      case ATTENTION -> Look.ATTENTION;
      case ACTIVATION -> node.operator().endsWith("Softmax") ? Look.SOFTMAX : Look.OTHER;
      default -> Look.OTHER;
    };
  }

  /** The node that a group is mostly about: the first with weights or a window, or the first. */
  static Node main(Group group) {
    return group
        .mainNodes()
        .filter(node -> TELLING.contains(Operators.category(node)))
        .findFirst()
        .orElseGet(() -> group.mainNodes().findFirst().orElseThrow());
  }

  /** What a group's last node makes; of a recurrent layer its own (T, directions, N, D). */
  static Extent output(Group group, ShapeTable shapes) {
    Node last = group.mainNodes().reduce((a, b) -> b).orElseThrow();
    Optional<Shape> shape = shapes.outputShape(last);
    if (of(group) == Look.RECURRENT) {
      Optional<Shape> states = shapes.outputShape(main(group)).filter(s -> s.rank() == 4);
      return states
          .map(s -> Extent.of(Extent.Form.SEQUENCE, directed(s), Dim.of(1), s.dim(0)))
          .orElseGet(() -> Extent.of(shape, true));
    }
    Extent extent = Extent.of(shape, areFeaturesLast(group, shape));
    if (of(group) == Look.ATTENTION && extent.form() == Extent.Form.VECTOR) {
      Node first = group.mainNodes().findFirst().orElseThrow();
      return Extent.of(shapes.inputShape(first, 0), true);
    }
    boolean pooled = of(group) == Look.POOLING && extent.form() == Extent.Form.VECTOR;
    return pooled ? new Extent(Extent.Form.MAP, extent.channels(), 1, 1) : extent;
  }

  private static Dim directed(Shape states) {
    boolean known = states.size(1) >= 0 && states.size(3) >= 0;
    return known ? Dim.of(states.size(1) * states.size(3)) : Dim.unknown();
  }

  /**
   * Whether the last dimension is that of features: of a sequence unless a convolution makes it, of
   * a map where the last layer that tells is linear or a layer norm rather than a convolution. What
   * turns more dimensions than a map has, as a shuffle of channels does, tells nothing.
   */
  private static boolean areFeaturesLast(Group group, Optional<Shape> shape) {
    List<Node> nodes = group.mainNodes().toList();
    boolean sequence = shape.map(s -> s.rank() == 3).orElse(false);
    if (sequence) {
      boolean convolves = nodes.stream().anyMatch(Looks::isConvolution);
      return !convolves || of(group) == Look.EMBEDDING;
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      List<Long> order = node.intsOr("perm", CHANNELS_FIRST);
      if (node.operator().equals("Transpose") && order.size() == CHANNELS_FIRST.size()) {
        return !order.equals(CHANNELS_FIRST);
      }
      if (node.operator().equals("LayerNormalization") || isLinear(node)) {
        return true;
      }
      if (TELLING.contains(Operators.category(node))
          || Operators.category(node) == Category.NORMALIZATION) {
        return false;
      }
    }
    return false;
  }

  private static boolean isConvolution(Node node) {
    return Operators.category(node) == Category.CONVOLUTION;
  }

  private static boolean isLinear(Node node) {
    return Operators.category(node) == Category.LINEAR;
  }

  static Extent input(Group group, ShapeTable shapes) {
    return Extent.of(shapes.inputShape(main(group), 0), FEATURES_LAST.contains(of(group)));
  }
}
