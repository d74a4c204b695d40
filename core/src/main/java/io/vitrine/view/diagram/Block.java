package io.vitrine.view.diagram;

import io.vitrine.model.Node;
import java.util.List;

/**
 * What a diagram shows as one thing.
 *
 * @param path the layer or the group of layers that it stands for, unique in its diagram
 * @param kind how it looks
 * @param parts its sub-boxes from left to right, at least one
 * @param caption the words below it, or empty
 * @param output what its last part makes
 */
public record Block(String path, Kind kind, List<Part> parts, String caption, Extent output) {
  /** How a block looks. */
  public enum Kind {
    /** What goes in. */
    INPUT,
    CONVOLUTION,
    POOLING,
    /** Upsampling and transposed convolution. */
    UNPOOLING,
    LINEAR,
    SOFTMAX,
    /** Two or more values become one: a ball with a sign. */
    MERGE,
    OTHER
  }

  /**
   * A sub-box: one layer that computes and those that follow it and keep its shape.
   *
   * @param layers in running order, the one that gives the part its look first; empty for the
   *     network's input and for a softmax that the network leaves to its loss
   * @param activated whether an activation is among them
   * @param output what the last of them makes
   */
  public record Part(List<Node> layers, boolean activated, Extent output) {
    public Part {
      layers = List.copyOf(layers);
    }
  }

  public Block {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the block '" + path + "' has no parts");
    }
  }

  Block captioned(String words) {
    return new Block(path, kind, parts, words, output);
  }

  /** All its layers, in running order. */
  public List<Node> layers() {
    return parts.stream().flatMap(part -> part.layers().stream()).toList();
  }
}
