package io.vitrine.grouping.pattern;

import io.vitrine.model.Node;
import java.util.List;
import java.util.stream.Stream;

/**
 * Part of a network that people see as one thing; every node is in exactly one group that has no
 * members.
 *
 * @param path the dotted path that it is called by
 * @param kind what it is, one of {@link Kinds} or an own rule's; for a single node its operator
 * @param display whether it is usually shown as one or as its members
 * @param members what it is made of, in running order; empty for a single node
 * @param nodes for a single node: it first, then those that only compute its settings
 */
public record Group(
    String path, String kind, Display display, List<Group> members, List<Node> nodes) {
  /** How a group is usually shown. */
  public enum Display {
    /** As its members. */
    OPEN,
    /** As one thing. */
    CLOSED
  }

  public Group {
    members = List.copyOf(members);
    nodes = List.copyOf(nodes);
    if (members.isEmpty() == nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "the group '"
              + path
              + "' has "
              + members.size()
              + " members and "
              + nodes.size()
              + " nodes; it has either");
    }
  }

  public static Group of(Node node, List<Node> settings) {
    List<Node> nodes = Stream.concat(Stream.of(node), settings.stream()).toList();
    return new Group(node.name(), node.operator(), Display.CLOSED, List.of(), nodes);
  }

  public static Group of(String path, String kind, Display display, List<Group> members) {
    return new Group(path, kind, display, members, List.of());
  }

  /** Whether it is a single node, with the nodes that only compute its settings. */
  public boolean isNode() {
    return members.isEmpty();
  }

  public boolean is(String... kinds) {
    return List.of(kinds).contains(kind);
  }

  /** All its nodes, in the order of its members. */
  public Stream<Node> allNodes() {
    return isNode() ? nodes.stream() : members.stream().flatMap(Group::allNodes);
  }

  /** The nodes that compute, without those that only compute their settings. */
  public Stream<Node> mainNodes() {
    return isNode() ? Stream.of(nodes.get(0)) : members.stream().flatMap(Group::mainNodes);
  }

  /** How often what it shows is repeated: the number of its members where it is a repeat, or 1. */
  public int times() {
    return is(Kinds.REPEAT) ? members.size() : 1;
  }
}
