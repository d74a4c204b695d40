package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import java.util.List;

/**
 * What of a tree of groups is shown, and what feeds what.
 *
 * @param items in running order; those that only rearrange numbers are left out
 * @param links between items; a source of -1 - k is the network's input k
 * @param frames what is shown once and repeated
 */
public record Shown(Grouping grouping, List<Item> items, List<Link> links, List<Frame> frames) {
  /**
   * A group shown as one.
   *
   * @param times how often it is there, one after another
   * @param range what all of those are called together; its path where it is there once
   * @param within the path of the module that holds it, or empty
   */
  public record Item(Group group, int times, String range, String within) {
    public String path() {
      return group.path();
    }
  }

  /** A connection between items, or from an input. */
  public record Link(int from, int to) {}

  /** Items that stand for several equal groups, one after another. */
  public record Frame(String path, int times, List<Integer> items) {
    public Frame {
      items = List.copyOf(items);
    }
  }

  public Shown {
    items = List.copyOf(items);
    links = List.copyOf(links);
    frames = List.copyOf(frames);
  }

  /**
   * What a cut shows of a grouping.
   *
   * @throws IllegalArgumentException where the cut names a path that no group has
   */
  public static Shown of(Grouping grouping, Cut cut) {
    return new Showing(grouping, cut).shown();
  }
}
