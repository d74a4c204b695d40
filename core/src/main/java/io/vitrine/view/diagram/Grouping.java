package io.vitrine.view.diagram;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.diagram.Block.Kind;
import io.vitrine.view.diagram.Block.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what of a network is one block.
 *
 * <p>A convolution or a linear layer takes in the batch norm, activation and dropout behind it.
 * Convolutions in a row stand in one block where they belong to one group of layers and keep height
 * and width. Nodes that only rearrange numbers are not shown. A network that branches is shown
 * along the chain with the most layers; the rest are skips, or left out by name.
 */
public final class Grouping {
  private static final Set<String> UNPOOLING =
      Set.of("ConvTranspose", "Upsample", "Resize", "MaxUnpool");
  private static final Set<String> SOFTMAX = Set.of("Softmax", "LogSoftmax");
  private static final Set<String> MERGING = Set.of("Add", "Sub", "Mul", "Sum", "Concat", "Max");

  private final Network network;
  private final ShapeTable shapes;
  private final Set<String> parameters;
  private final List<Block> blocks = new ArrayList<>();

  private Grouping(Network network) {
    this.network = network;
    this.shapes = ShapeInference.infer(network, 1);
    this.parameters =
        network.parameters().stream().map(p -> p.name()).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The blocks of a network.
   *
   * @throws IllegalArgumentException where the network has no layer between input and output
   */
  public static Blocks of(Network network) {
    return new Grouping(network).group();
  }

  private Blocks group() {
    List<Node> chain = MainPath.of(network);
    if (chain.stream().noneMatch(Operators::isLayer)) {
      throw new IllegalArgumentException(
          "no layer lies between an input and the first output of " + network.name());
    }
    addInput(chain.get(0));
    for (Node node : chain) {
      if (Operators.isLayer(node) || isMerge(node)) {
        add(node);
      }
    }
    List<Block> captioned = Captions.put(blocks);
    return Skips.find(network, captioned);
  }

  private void addInput(Node first) {
    Optional<String> name = first.inputs().stream().filter(this::isInput).findFirst();
    name.ifPresent(
        input -> {
          Extent extent = Extent.of(shapes.shape(input), false);
          blocks.add(
              new Block(
                  input, Kind.INPUT, List.of(new Part(List.of(), false, extent)), "", extent));
        });
  }

  private boolean isInput(String value) {
    return network.inputs().stream().anyMatch(input -> input.name().equals(value));
  }

  private void add(Node node) {
    if (followsOn(node) && last().kind() != Kind.INPUT && last().kind() != Kind.SOFTMAX) {
      takeIn(node);
      return;
    }
    Kind kind = kind(node);
    Extent output = Extent.of(shapes.outputShape(node), kind == Kind.LINEAR);
    Part part = new Part(List.of(node), Operators.category(node) == Category.ACTIVATION, output);
    if (kind == Kind.CONVOLUTION && isGlued(node, output)) {
      List<Part> parts = new ArrayList<>(last().parts());
      parts.add(part);
      replaceLast(parts, output);
    } else {
      blocks.add(new Block(node.name(), kind, List.of(part), "", output));
    }
  }

  private Block last() {
    return blocks.get(blocks.size() - 1);
  }

  private void replaceLast(List<Part> parts, Extent output) {
    Block old = last();
    blocks.set(blocks.size() - 1, new Block(old.path(), old.kind(), parts, old.caption(), output));
  }

  /** Whether a node only refines what the block before it made. */
  private boolean followsOn(Node node) {
    if (blocks.isEmpty()) {
      return false;
    }
    return switch (Operators.category(node)) {
      case NORMALIZATION, REGULARIZATION -> true;
      case ACTIVATION -> !SOFTMAX.contains(node.operator());
      case ELEMENTWISE -> !isMerge(node);
      default -> false;
    };
  }

  /** Whether a node brings two or more computed values together. */
  private boolean isMerge(Node node) {
    return MERGING.contains(node.operator())
        && node.inputs().stream()
                .filter(input -> !input.isEmpty() && !parameters.contains(input))
                .count()
            > 1;
  }

  private void takeIn(Node node) {
    List<Part> parts = new ArrayList<>(last().parts());
    Part part = parts.remove(parts.size() - 1);
    List<Node> layers = new ArrayList<>(part.layers());
    layers.add(node);
    boolean activated = part.activated() || Operators.category(node) == Category.ACTIVATION;
    parts.add(new Part(layers, activated, part.output()));
    replaceLast(parts, last().output());
  }

  private boolean isGlued(Node node, Extent output) {
    if (blocks.isEmpty() || last().kind() != Kind.CONVOLUTION) {
      return false;
    }
    Node before = last().parts().get(last().parts().size() - 1).layers().get(0);
    return Captions.group(before.name()).equals(Captions.group(node.name()))
        && output.sameArea(last().output());
  }

  private Kind kind(Node node) {
    if (UNPOOLING.contains(node.operator())) {
      return Kind.UNPOOLING;
    }
    if (SOFTMAX.contains(node.operator())) {
      return Kind.SOFTMAX;
    }
    if (isMerge(node)) {
      return Kind.MERGE;
    }
    return switch (Operators.category(node)) {
      case CONVOLUTION -> Kind.CONVOLUTION;
      case POOLING -> Kind.POOLING;
      case LINEAR -> Kind.LINEAR;
      default -> Kind.OTHER;
    };
  }
}
