package io.vitrine.view.diagram.lenet;

import io.vitrine.model.Node;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Block.Bypass;
import io.vitrine.view.diagram.block.Block.Part;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.Blocks.Frame;
import io.vitrine.view.diagram.block.Blocks.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes blocks apart, so that each is one stack of maps. Layers in a row that are equal and make
 * maps of the same size stay together where that is asked for; a connection past parts of a block
 * becomes a link to a merge behind them; parallel branches stay one block with all their channels.
 */
final class Stacks {
  /** Whether equal layers in a row are one stack. */
  enum Folding {
    FOLDED,
    SINGLE
  }

  private final Blocks blocks;
  private final Folding folding;
  private final List<Block> all = new ArrayList<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Integer> last = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private Stacks(Blocks blocks, Folding folding) {
    this.blocks = blocks;
    this.folding = folding;
  }

  static Blocks of(Blocks blocks, Folding folding) {
    return new Stacks(blocks, folding).taken();
  }

  private Blocks taken() {
    Map<Integer, List<Integer>> made = new HashMap<>();
    for (int b = 0; b < blocks.size(); b++) {
      int from = all.size();
      Block block = blocks.get(b);
      List<Integer> sources = blocks.sources(b).stream().map(last::get).toList();
      boolean whole = block.look() == Look.MERGE || block.look() == Look.BRANCH;
      if (whole || block.parts().size() == 1) {
        add(whole(block), sources);
      } else {
        addParts(block, sources);
      }
      List<Integer> own = range(from, all.size());
      made.put(b, own);
      last.add(all.size() - 1);
      if (block.times() > 1) {
        frames.add(new Frame(block.words().last(), own, block.times()));
      }
    }
    for (Frame frame : blocks.frames()) {
      List<Integer> inside =
          frame.blocks().stream().flatMap(b -> made.getOrDefault(b, List.of()).stream()).toList();
      frames.add(new Frame(frame.path(), inside, frame.times()));
    }
    return new Blocks(all, List.copyOf(links), frames);
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> range = new ArrayList<>();
    for (int i = from; i < to; i++) {
      range.add(i);
    }
    return range;
  }

  private int add(Block block, List<Integer> sources) {
    String path = block.path();
    Block own = taken.add(path) ? block : block.called(path + "." + all.size(), block.caption());
    taken.add(own.path());
    sources.forEach(source -> links.add(new Link(source, all.size())));
    all.add(own);
    return all.size() - 1;
  }

  /** The block as one stack, of branches with the channels of all of them. */
  private static Block whole(Block block) {
    if (block.look() != Look.BRANCH) {
      return once(block, block.path(), block.look(), block.parts(), block.input(), block.nodes());
    }
    List<Part> ends = block.parts().stream().filter(p -> p.look() == Look.BRANCH).toList();
    Extent out = block.output();
    long channels = ends.stream().mapToLong(p -> p.output().channels()).sum();
    boolean known = ends.stream().allMatch(p -> p.output().channels() >= 0);
    Extent joined = out.withChannels(known ? channels : -1);
    Part part = new Part(Look.BRANCH, block.layers(), false, joined);
    return once(block, block.path(), Look.BRANCH, List.of(part), block.input(), block.nodes());
  }

  private static Block once(
      Block block, String path, Look look, List<Part> parts, Extent input, List<Node> nodes) {
    Block.Words words = new Block.Words(block.words().caption(), block.words().within(), path, 1);
    return new Block(path, look, parts, List.of(), nodes, input, words);
  }

  private void addParts(Block block, List<Integer> sources) {
    List<List<Integer>> before = new ArrayList<>();
    List<Integer> current = sources;
    Extent input = block.input();
    int index = 0;
    while (index < block.parts().size()) {
      int end = end(block, index);
      List<Part> parts = block.parts().subList(index, end);
      for (int i = index; i < end; i++) {
        before.add(current);
      }
      String path = parts.get(0).layers().isEmpty() ? block.path() : name(parts.get(0));
      List<Node> nodes = parts.stream().flatMap(part -> part.layers().stream()).toList();
      Look look = parts.get(0).look();
      current = List.of(add(once(block, path, look, parts, input, nodes), current));
      input = parts.get(parts.size() - 1).output();
      current = merged(block, end - 1, before, current);
      index = end;
    }
  }

  private static String name(Part part) {
    return part.layers().get(0).name();
  }

  /** Where the equal parts from one on end. */
  private int end(Block block, int from) {
    Part first = block.parts().get(from);
    int end = from + 1;
    while (folding == Folding.FOLDED
        && end < block.parts().size()
        && areEqual(first, block.parts().get(end))
        && isUncut(block, end)) {
      end++;
    }
    return end;
  }

  private static boolean areEqual(Part a, Part b) {
    return a.look() == b.look()
        && a.output().equals(b.output())
        && !a.layers().isEmpty()
        && !b.layers().isEmpty()
        && window(a).equals(window(b));
  }

  private static List<Object> window(Part part) {
    Node node = part.layers().get(0);
    return List.of(
        node.operator(),
        node.intsOr("kernel_shape", List.of()),
        node.intsOr("strides", List.of()),
        node.intOr("group", 1));
  }

  /** Whether no connection begins before a part or ends behind the one before it. */
  private static boolean isUncut(Block block, int part) {
    return block.bypasses().stream().noneMatch(b -> b.from() == part || b.to() == part - 1);
  }

  /** A merge behind a part for each connection that ends there. */
  private List<Integer> merged(
      Block block, int part, List<List<Integer>> before, List<Integer> current) {
    List<Integer> joined = new ArrayList<>(current);
    for (Bypass bypass : block.bypasses()) {
      if (bypass.to() == part) {
        before.get(bypass.from()).stream().filter(s -> !joined.contains(s)).forEach(joined::add);
      }
    }
    if (joined.size() == current.size()) {
      return current;
    }
    List<Node> merges =
        block.nodes().stream()
            .filter(n -> Set.of("Add", "Sum", "Concat").contains(n.operator()))
            .toList();
    if (merges.isEmpty()) {
      return joined;
    }
    Node node = merges.get(merges.size() - 1);
    Extent output = block.parts().get(part).output();
    List<Part> ball = List.of(new Part(Look.MERGE, List.of(), false, output));
    Block merge = once(block, node.name(), Look.MERGE, ball, output, List.of(node));
    return List.of(add(merge, joined));
  }
}
