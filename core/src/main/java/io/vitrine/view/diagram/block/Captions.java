package io.vitrine.view.diagram.block;

import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names blocks by the group of layers that they belong to. */
public final class Captions {
  private static final int LONGEST = 16;
  private static final int LONGEST_OF_TWO = 20;
  private static final Set<String> WEAK = Set.of("conv", "norm", "bn", "block");

  private Captions() {}

  /** The group that a layer's path is in: {@code layer1} for {@code layer1.0}, else empty. */
  static String group(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /**
   * Captions for blocks in running order. A convolution block that is all of its group's carries
   * the group's name and path; one of several the group's name with its first and last layer's;
   * without a group its layers' names. Of linear layers in a row that share a group, the middle one
   * carries it. Pools and merges carry none, others the end of their path, what is there several
   * times the first and the last.
   */
  static List<Block> put(List<Block> blocks) {
    Map<String, Long> convolutions =
        blocks.stream()
            .filter(Captions::isConvolution)
            .collect(Collectors.groupingBy(b -> group(b.path()), Collectors.counting()));
    Map<String, Long> others =
        blocks.stream()
            .filter(b -> !isConvolution(b) && b.look() != Look.POOLING)
            .collect(Collectors.groupingBy(b -> group(b.path()), Collectors.counting()));
    List<Block> captioned = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      String group = group(block.path());
      boolean alone = convolutions.getOrDefault(group, 0L) == 1 && !others.containsKey(group);
      captioned.add(
          !block.range().equals(block.path())
              ? block.captioned(isNamedAfterOperator(block) ? brief(block) : brief(block.range()))
              : isConvolution(block) ? convolution(block, alone) : other(blocks, i));
    }
    return captioned;
  }

  private static boolean isConvolution(Block block) {
    return block.look() == Look.CONVOLUTION;
  }

  private static Block convolution(Block block, boolean alone) {
    String group = group(block.path());
    if (alone && !group.isEmpty() && block.words().within().equals(group)) {
      return block.called(group, brief(group));
    }
    String first = telling(block.path());
    String last = telling(block.words().last());
    if (last.equals(first)) {
      return block.captioned(brief(block));
    }
    String ending = last.substring(last.lastIndexOf('.') + 1);
    boolean same = first.endsWith("." + ending);
    String both = brief(first) + "–" + ending;
    return block.captioned(
        same || both.length() > LONGEST_OF_TWO ? brief(shared(first, last)) : both);
  }

  /** A path without ends that only say what every layer is. */
  private static String telling(String path) {
    String end = path.substring(path.lastIndexOf('.') + 1);
    return path.contains(".") && WEAK.contains(end) ? telling(group(path)) : path;
  }

  /** What two paths begin with, up to a dot. */
  private static String shared(String a, String b) {
    String beginning = group(a);
    while (!beginning.isEmpty() && !b.startsWith(beginning + ".")) {
      beginning = group(beginning);
    }
    return beginning.isEmpty() ? a : beginning;
  }

  /** The end of a block's path, without the name of an operator where a module stands before it. */
  private static String brief(Block block) {
    return brief(isNamedAfterOperator(block) ? group(block.path()) : block.path());
  }

  private static boolean isNamedAfterOperator(Block block) {
    String path = block.path();
    String own = path.substring(path.lastIndexOf('.') + 1).replaceAll("_\\d+$", "");
    return path.contains(".")
        && block.nodes().stream().anyMatch(node -> node.operator().equals(own));
  }

  private static Block other(List<Block> blocks, int index) {
    Block block = blocks.get(index);
    return switch (block.look()) {
      case POOLING, MERGE -> block;
      case LINEAR -> linear(blocks, index);
      default -> block.caption().isEmpty() ? block.captioned(brief(block)) : block;
    };
  }

  /** The end of a path, of more than one part where the last says little. */
  public static String brief(String path) {
    String told = telling(path);
    int from = told.lastIndexOf('.') + 1;
    while (from > 1 && Character.isDigit(told.charAt(from))) {
      from = told.lastIndexOf('.', from - 2) + 1;
    }
    String end = told.substring(from);
    int most = end.contains("–") ? LONGEST_OF_TWO : LONGEST;
    return end.length() <= most ? end : "…" + end.substring(end.length() - most + 1);
  }

  private static Block linear(List<Block> blocks, int index) {
    Block block = blocks.get(index);
    String group = group(block.path());
    int first = index;
    while (first > 0 && isSibling(block, blocks.get(first - 1))) {
      first--;
    }
    int last = index;
    while (last + 1 < blocks.size() && isSibling(block, blocks.get(last + 1))) {
      last++;
    }
    if (group.isEmpty() || first == last) {
      return block.captioned(brief(block));
    }
    return index == (first + last) / 2 ? block.captioned(brief(group)) : block;
  }

  private static boolean isSibling(Block a, Block b) {
    return b.look() == Look.LINEAR
        && b.output().form() == Extent.Form.VECTOR
        && group(a.path()).equals(group(b.path()));
  }
}
