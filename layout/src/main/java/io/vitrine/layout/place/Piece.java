package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Some blocks that follow one another, to be laid out by themselves.
 *
 * @param nets {@link Net#OUTSIDE} is what is before or after the piece
 * @param entering values in the order across in which they come in; all of them
 * @param leaving values in the order across in which they go out; all of them
 * @param isOrdered whether those orders must be kept
 */
record Piece(
    List<Block> blocks,
    List<Net> nets,
    List<Integer> entering,
    List<Integer> leaving,
    boolean isOrdered) {
  Piece {
    blocks = List.copyOf(blocks);
    nets = List.copyOf(nets);
    entering = List.copyOf(entering);
    leaving = List.copyOf(leaving);
  }

  static Piece of(List<Block> blocks, List<Net> nets) {
    List<Integer> entering = new ArrayList<>();
    List<Integer> leaving = new ArrayList<>();
    for (Net net : nets) {
      if (net.enters()) {
        entering.add(net.value());
      }
      if (net.leaves()) {
        leaving.add(net.value());
      }
    }
    return new Piece(blocks, nets, entering, leaving, false);
  }

  Piece ordered(List<Integer> in, List<Integer> out) {
    return new Piece(blocks, nets, in, out, true);
  }

  /** The same with other numbers for its values. */
  Piece renamed(Map<Integer, Integer> names) {
    return new Piece(
        blocks.stream().map(block -> block.renamed(names)).toList(),
        nets.stream().map(n -> new Net(name(names, n.value()), n.source(), n.targets())).toList(),
        entering.stream().map(value -> name(names, value)).toList(),
        leaving.stream().map(value -> name(names, value)).toList(),
        isOrdered);
  }

  private static int name(Map<Integer, Integer> names, int value) {
    return names.getOrDefault(value, value);
  }

  /** How many values a block reads. */
  int reads(int block) {
    return (int) nets.stream().filter(net -> net.targets().contains(block)).count();
  }
}
