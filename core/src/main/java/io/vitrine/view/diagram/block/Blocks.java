package io.vitrine.view.diagram.block;

import java.util.List;

/**
 * A network in blocks.
 *
 * @param all the blocks in running order, inputs first
 * @param links which feeds which
 * @param frames blocks that stand for several equal groups, one after another
 */
public record Blocks(List<Block> all, List<Link> links, List<Frame> frames) {
  /** A connection from one block to another, by their indices. */
  public record Link(int from, int to) {}

  /**
   * Blocks shown once and repeated.
   *
   * @param path what all times are called together
   */
  public record Frame(String path, List<Integer> blocks, int times) {
    public Frame {
      blocks = List.copyOf(blocks);
    }
  }

  public Blocks {
    all = List.copyOf(all);
    links = List.copyOf(links);
    frames = List.copyOf(frames);
  }

  public int size() {
    return all.size();
  }

  public Block get(int index) {
    return all.get(index);
  }

  /** How many frames hold a block. */
  public long framesAround(int block) {
    return frames.stream().filter(frame -> frame.blocks().contains(block)).count();
  }

  /** What feeds a block. */
  public List<Integer> sources(int block) {
    return links.stream().filter(link -> link.to() == block).map(Link::from).toList();
  }

  /** What a block feeds. */
  public List<Integer> targets(int block) {
    return links.stream().filter(link -> link.from() == block).map(Link::to).toList();
  }
}
