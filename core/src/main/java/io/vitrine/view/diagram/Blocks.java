package io.vitrine.view.diagram;

import java.util.List;

/**
 * A network in blocks.
 *
 * @param chain the blocks from input to output; each feeds the next
 * @param skips further connections between blocks of the chain
 * @param leftOut paths of layers that no block and no skip shows
 */
public record Blocks(List<Block> chain, List<Skip> skips, List<String> leftOut) {
  /**
   * A connection past the chain.
   *
   * @param from index of the block whose output it carries
   * @param to index of the block that it enters
   * @param through paths of the layers on the way
   */
  public record Skip(int from, int to, List<String> through) {
    public Skip {
      through = List.copyOf(through);
    }
  }

  public Blocks {
    chain = List.copyOf(chain);
    skips = List.copyOf(skips);
    leftOut = List.copyOf(leftOut);
  }
}
