package io.vitrine.view.diagram.block;

import io.vitrine.model.Node;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * What a diagram shows as one thing.
 *
 * @param path the layer or the group of layers that it stands for, unique in its diagram
 * @param look how it looks
 * @param parts its sub-boxes from left to right, at least one
 * @param bypasses connections past some of its parts
 * @param nodes all its nodes, those too that no part shows; empty for an input of the network and
 *     for a softmax that the network leaves to its loss
 * @param input what its first layer takes
 * @param words its caption, or empty, and how often it is there
 */
public record Block(
    String path,
    Look look,
    List<Part> parts,
    List<Bypass> bypasses,
    List<Node> nodes,
    Extent input,
    Words words) {
  /**
   * A sub-box: one layer that computes and those that follow it and keep its shape.
   *
   * @param layers in running order, the one that gives the part its look first
   * @param activated whether an activation is among them
   * @param output what the last of them makes
   */
  public record Part(Look look, List<Node> layers, boolean activated, Extent output) {
    public Part {
      layers = List.copyOf(layers);
    }
  }

  /** A connection from before a part to behind another, both counted from 0. */
  public record Bypass(int from, int to) {}

  /**
   * What is written at a block.
   *
   * @param within the module that holds it, for blocks that are glued or captioned together
   * @param last the path of the last that is glued into it, what all of several times are called
   *     together, or its own path
   * @param times how often it is there, one after another
   */
  public record Words(String caption, String within, String last, int times) {}

  public Block {
    parts = List.copyOf(parts);
    bypasses = List.copyOf(bypasses);
    nodes = List.copyOf(nodes);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the block '" + path + "' has no parts");
    }
  }

  public Block captioned(String caption) {
    return called(path, caption);
  }

  public Block called(String name, String caption) {
    Words said = new Words(caption, words.within(), words.last(), words.times());
    return new Block(name, look, parts, bypasses, nodes, input, said);
  }

  /** The same with an activation behind its last part. */
  Block refinedBy(List<Node> activation) {
    List<Part> all = new ArrayList<>(parts);
    Part last = all.remove(all.size() - 1);
    List<Node> layers = new ArrayList<>(last.layers());
    layers.addAll(activation);
    all.add(new Part(last.look(), layers, true, last.output()));
    List<Node> more = new ArrayList<>(nodes);
    more.addAll(activation);
    return new Block(path, look, all, bypasses, more, input, words);
  }

  /** What all of its times are called together, or its path. */
  public String range() {
    return words.times() > 1 ? words.last() : path;
  }

  public String caption() {
    return words.caption();
  }

  public int times() {
    return words.times();
  }

  /** What its last part makes. */
  public Extent output() {
    return parts.get(parts.size() - 1).output();
  }

  /** The layers that its parts show, in running order. */
  public List<Node> layers() {
    return parts.stream().flatMap(part -> part.layers().stream()).toList();
  }
}
