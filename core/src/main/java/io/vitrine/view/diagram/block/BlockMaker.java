package io.vitrine.view.diagram.block;

import io.vitrine.grouping.Shown;
import io.vitrine.grouping.Shown.Item;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.diagram.ArchitectureOptions.Ending;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block.Part;
import io.vitrine.view.diagram.block.Block.Words;
import io.vitrine.view.diagram.block.Blocks.Frame;
import io.vitrine.view.diagram.block.Blocks.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes blocks of what is shown of a network. Convolutions in a row stand in one block where they
 * belong to one module and keep height and width.
 */
public final class BlockMaker {
  private static final int MOST_GLUED = 5;
  private static final Set<String> MERGES = Set.of("Add", "Sub", "Mul", "Sum", "Concat", "Max");

  private final Shown shown;
  private final ShapeTable shapes;
  private final List<Block> blocks = new ArrayList<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final int[] blockOf;
  private final Set<String> data = new HashSet<>();

  private BlockMaker(Shown shown) {
    this.shown = shown;
    this.shapes = shown.grouping().shapes();
    this.blockOf = new int[shown.items().size()];
    shown.grouping().network().inputs().forEach(input -> data.add(input.name()));
    shown.grouping().root().mainNodes().forEach(node -> data.addAll(node.outputs()));
  }

  /**
   * The blocks of what is shown.
   *
   * @throws IllegalArgumentException where no layer lies between an input and an output
   */
  public static Blocks of(Shown shown, Ending ending) {
    if (shown.items().isEmpty()) {
      throw new IllegalArgumentException(
          "no layer lies between an input and an output of " + shown.grouping().network().name());
    }
    return new BlockMaker(shown).make(ending);
  }

  private Blocks make(Ending ending) {
    Map<Integer, Integer> inputs = addInputs();
    for (int i = 0; i < shown.items().size(); i++) {
      addItem(i);
    }
    for (Shown.Link link : shown.links()) {
      int from = link.from() < 0 ? inputs.getOrDefault(link.from(), 0) : blockOf[link.from()];
      int to = blockOf[link.to()];
      if (from != to) {
        links.add(new Link(from, to));
      }
    }
    addEnding(ending);
    List<Frame> frames =
        shown.frames().stream()
            .map(f -> new Frame(f.path(), distinct(f.items()), f.times()))
            .toList();
    return new Blocks(distinctlyNamed(Captions.put(blocks)), List.copyOf(links), frames);
  }

  private List<Integer> distinct(List<Integer> items) {
    return List.copyOf(new TreeSet<>(items.stream().map(item -> blockOf[item]).toList()));
  }

  /** A block for each input that anything shown takes. */
  private Map<Integer, Integer> addInputs() {
    Map<Integer, Integer> inputs = new HashMap<>();
    List<Value> values = shown.grouping().network().inputs();
    for (int k = 0; k < values.size(); k++) {
      int source = -1 - k;
      if (shown.links().stream().anyMatch(link -> link.from() == source)) {
        inputs.put(source, blocks.size());
        String name = values.get(k).name();
        Extent extent = Extent.of(shapes.shape(name), true);
        Extent whole =
            extent.form() == Extent.Form.MAP ? Extent.of(shapes.shape(name), false) : extent;
        blocks.add(bare(name, Look.INPUT, whole));
      }
    }
    return inputs;
  }

  private static Block bare(String path, Look look, Extent extent) {
    List<Part> parts = List.of(new Part(look, List.of(), false, extent));
    return new Block(path, look, parts, List.of(), List.of(), extent, new Words("", "", path, 1));
  }

  private void addItem(int index) {
    Item item = shown.items().get(index);
    Group group = item.group();
    List<Node> nodes = group.mainNodes().toList();
    Look look = merges(index) ? Look.MERGE : look(group);
    BlockParts.Found found = BlockParts.of(group, shapes, data);
    Block block =
        new Block(
            item.path(),
            look,
            found.parts(),
            found.bypasses(),
            nodes,
            Looks.input(group, shapes),
            new Words("", item.within(), item.range(), times(item)));
    if (refines(index, group)) {
      blocks.add(blocks.remove(blocks.size() - 1).refinedBy(group.mainNodes().toList()));
    } else if (isGlued(index, block)) {
      glue(block);
    } else {
      blocks.add(block);
    }
    blockOf[index] = blocks.size() - 1;
  }

  private static int times(Item item) {
    Group group = item.group();
    boolean dense = group.is(Kinds.DENSE_BLOCK);
    return item.times() * (dense ? (int) BlockParts.denseLayers(group).count() : 1);
  }

  private static Look look(Group group) {
    if (Looks.isLayer(group)) {
      return Looks.of(group);
    }
    return group.is(Kinds.INCEPTION) ? Look.BRANCH : Look.MODULE;
  }

  private boolean merges(int index) {
    Group group = shown.items().get(index).group();
    return group.isNode() && MERGES.contains(group.kind()) && sources(index).length > 1;
  }

  private int[] sources(int index) {
    return shown.links().stream().filter(l -> l.to() == index).mapToInt(l -> l.from()).toArray();
  }

  /** Whether an activation alone follows what was added last, and nothing else does. */
  private boolean refines(int index, Group group) {
    boolean activates =
        group.is(Kinds.ACTIVATION)
            || group.isNode()
                && Operators.category(group.nodes().get(0)) == Category.ACTIVATION
                && Looks.of(group) != Look.SOFTMAX;
    int[] from = sources(index);
    return activates
        && from.length == 1
        && from[0] >= 0
        && blockOf[from[0]] == blocks.size() - 1
        && blocks.get(blocks.size() - 1).times() == 1
        && isOnly(from[0]);
  }

  /** Whether a convolution only goes on with what the block before it does. */
  private boolean isGlued(int index, Block block) {
    int[] from = sources(index);
    if (block.look() != Look.CONVOLUTION || from.length != 1 || from[0] < 0) {
      return false;
    }
    Block before = blocks.get(blocks.size() - 1);
    return blockOf[from[0]] == blocks.size() - 1
        && before.look() == Look.CONVOLUTION
        && before.times() == 1
        && block.times() == 1
        && before.parts().size() < MOST_GLUED
        && isOnly(from[0])
        && before.words().within().equals(block.words().within())
        && before.output().sameArea(block.output());
  }

  private boolean isOnly(int from) {
    return shown.links().stream().filter(link -> link.from() == from).count() == 1;
  }

  private void glue(Block block) {
    Block before = blocks.remove(blocks.size() - 1);
    List<Part> parts = new ArrayList<>(before.parts());
    parts.addAll(block.parts());
    List<Node> nodes = new ArrayList<>(before.nodes());
    nodes.addAll(block.nodes());
    blocks.add(
        new Block(
            before.path(),
            before.look(),
            parts,
            List.of(),
            nodes,
            before.input(),
            new Words("", before.words().within(), block.path(), 1)));
  }

  /** The softmax that a classifier leaves to its loss, where it is asked for. */
  private void addEnding(Ending ending) {
    int last = blocks.size() - 1;
    Block block = blocks.get(last);
    boolean scores = block.look() == Look.LINEAR && block.output().channels() > 1;
    boolean raw = !block.parts().get(block.parts().size() - 1).activated();
    if (ending == Ending.SOFTMAX && scores && raw && block.output().form() == Extent.Form.VECTOR) {
      blocks.add(bare("softmax", Look.SOFTMAX, block.output()).captioned("softmax"));
      links.add(new Link(last, last + 1));
    }
  }

  /** The blocks, those whose paths are taken called by their first node. */
  private static List<Block> distinctlyNamed(List<Block> blocks) {
    Set<String> taken = new LinkedHashSet<>();
    return blocks.stream()
        .map(
            block -> {
              String[] names = {
                block.path(),
                block.nodes().isEmpty() ? block.path() : block.nodes().get(0).name(),
                block.path() + "." + taken.size()
              };
              String name = Arrays.stream(names).filter(taken::add).findFirst().orElse(names[2]);
              return block.called(name, block.caption());
            })
        .toList();
  }
}
