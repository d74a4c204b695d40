package io.vitrine.view.diagram.lenet;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ShapeTable;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Block.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes the maps of a stack from those before it.
 *
 * @param lines what it is called, a word a line, its window, its step, how often it is there
 * @param window of its first layer, empty where none slides over the maps
 */
record Operation(List<String> lines, Optional<Window> window) {
  /** Rows and columns; 0 rows: all there are. */
  record Window(long rows, long columns) {
    boolean isWhole() {
      return rows == 0;
    }
  }

  Operation {
    lines = List.copyOf(lines);
  }

  static Operation of(Block block, ShapeTable shapes, Words words) {
    Part first = block.parts().get(0);
    if (first.layers().isEmpty()) {
      return new Operation(List.of(words.say("diagram.key." + block.look())), Optional.empty());
    }
    Node node = first.layers().get(0);
    Optional<Window> window = window(first.look(), node, shapes);
    List<String> lines = new ArrayList<>();
    String name = words.say("diagram.operation." + name(block, first, node, shapes));
    int count = block.look() == Look.BRANCH ? 1 : block.parts().size();
    lines.addAll(List.of(name.split(" ")));
    window.filter(w -> !w.isWhole()).ifPresent(w -> lines.add(w.rows() + "×" + w.columns()));
    long step = node.intsOr("strides", List.of(1L)).get(0);
    boolean usual = window.map(w -> first.look() == Look.POOLING && w.rows() == step).orElse(false);
    if (window.isPresent() && step > 1 && !usual) {
      lines.add(words.say("diagram.operation.step", step));
    }
    if (count > 1) {
      lines.add("× " + count);
    }
    return new Operation(lines, window);
  }

  private static Optional<Window> window(Look look, Node node, ShapeTable shapes) {
    boolean slides = look == Look.CONVOLUTION || look == Look.POOLING || look == Look.UPSAMPLING;
    if (!slides) {
      return Optional.empty();
    }
    if (node.operator().startsWith("Global")) {
      return Optional.of(new Window(0, 0));
    }
    List<Long> kernel = node.intsOr("kernel_shape", List.of());
    Optional<Shape> weight = shapes.inputShape(node, 1).filter(s -> s.rank() >= 3);
    if (kernel.isEmpty() && look != Look.POOLING && node.operator().startsWith("Conv")) {
      kernel = weight.map(s -> List.of(s.rank() > 3 ? s.size(-2) : 1L, s.size(-1))).orElse(kernel);
    }
    return switch (kernel.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Window(1, kernel.get(0)));
      default ->
          Optional.of(new Window(kernel.get(kernel.size() - 2), kernel.get(kernel.size() - 1)));
    };
  }

  /** The end of its key among the messages. */
  private static String name(Block block, Part part, Node node, ShapeTable shapes) {
    if (block.look() == Look.BRANCH) {
      return Look.BRANCH.name();
    }
    return switch (node.operator()) {
      case "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "ConvTranspose" ->
          node.operator();
      case "Conv" -> isDepthwise(node, shapes) ? "depthwise" : Look.CONVOLUTION.name();
      default -> part.look().name();
    };
  }

  private static boolean isDepthwise(Node node, ShapeTable shapes) {
    long groups = node.intOr("group", 1);
    return groups > 1
        && shapes.inputShape(node, 0).filter(s -> s.rank() > 2 && s.size(1) == groups).isPresent();
  }
}
