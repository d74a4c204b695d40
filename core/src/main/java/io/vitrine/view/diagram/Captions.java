package io.vitrine.view.diagram;

import io.vitrine.view.diagram.Block.Kind;
import io.vitrine.view.diagram.Block.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names blocks by the group of layers that they belong to. */
final class Captions {
  private Captions() {}

  /** The group that a layer's path is in: {@code layer1} for {@code layer1.0}, else empty. */
  static String group(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /**
   * Captions for a chain. A convolution block that is all of its group's carries the group's name
   * and path; one of several the group's name with its first and last layer's; without a group its
   * layers' names. Of linear layers in a row that share a group, the middle one carries it. Pools
   * and merges carry none.
   */
  static List<Block> put(List<Block> chain) {
    Map<String, Long> convolutions =
        chain.stream()
            .filter(Captions::isConvolution)
            .collect(Collectors.groupingBy(b -> group(b.path()), Collectors.counting()));
    List<Block> captioned = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      Block block = chain.get(i);
      boolean alone = convolutions.getOrDefault(group(block.path()), 0L) == 1;
      captioned.add(isConvolution(block) ? convolution(block, alone) : other(chain, i));
    }
    return captioned;
  }

  private static boolean isConvolution(Block block) {
    return block.kind() == Kind.CONVOLUTION;
  }

  private static Block convolution(Block block, boolean alone) {
    String group = group(block.path());
    if (alone && !group.isEmpty()) {
      return new Block(group, block.kind(), block.parts(), group, block.output());
    }
    List<Part> parts = block.parts();
    String last = parts.get(parts.size() - 1).layers().get(0).name();
    String ending = group.isEmpty() ? last : last.substring(group.length() + 1);
    return block.captioned(parts.size() == 1 ? block.path() : block.path() + "–" + ending);
  }

  private static Block other(List<Block> chain, int index) {
    Block block = chain.get(index);
    return switch (block.kind()) {
      case POOLING, MERGE -> block;
      case LINEAR -> linear(chain, index);
      default -> block.captioned(block.path());
    };
  }

  private static Block linear(List<Block> chain, int index) {
    Block block = chain.get(index);
    String group = group(block.path());
    if (group.isEmpty()) {
      return block.captioned(block.path());
    }
    int first = index;
    while (first > 0 && isSibling(block, chain.get(first - 1))) {
      first--;
    }
    int last = index;
    while (last + 1 < chain.size() && isSibling(block, chain.get(last + 1))) {
      last++;
    }
    return index == (first + last) / 2 ? block.captioned(group) : block;
  }

  private static boolean isSibling(Block a, Block b) {
    return b.kind() == Kind.LINEAR && group(a.path()).equals(group(b.path()));
  }
}
