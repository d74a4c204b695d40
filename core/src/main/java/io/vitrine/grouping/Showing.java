package io.vitrine.grouping;

import io.vitrine.grouping.Shown.Frame;
import io.vitrine.grouping.Shown.Item;
import io.vitrine.grouping.Shown.Link;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Walks a tree of groups along a cut. */
final class Showing {
  /** More than these are not readable in one picture where nobody has said what to show. */
  private static final int MOST_ITEMS = 48;

  private static final int DEEPEST = 40;

  /** So many groups are named where one is asked for that there is not. */
  private static final int MOST_NAMED = 30;

  private final Grouping grouping;
  private final Cut cut;
  private final Wiring wiring;
  private final Set<String> parameters;
  private final Set<Group> holding = new LinkedHashSet<>();
  private int deepestOpen = DEEPEST;
  private List<Item> items = new ArrayList<>();
  private List<Frame> frames = new ArrayList<>();
  private Map<Integer, Integer> itemOf = new HashMap<>();

  Showing(Grouping grouping, Cut cut) {
    this.grouping = grouping;
    this.cut = cut;
    this.wiring = new Wiring(grouping.network(), grouping.shapes());
    this.parameters =
        grouping.network().parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    cut.collapsed().forEach(this::require);
    cut.expanded().forEach(path -> hold(grouping.root(), require(path)));
  }

  private Group require(String path) {
    return grouping
        .group(path)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no layer or group '"
                        + path
                        + "' in "
                        + grouping.network().name()
                        + "; the groups on the first level are "
                        + firstLevel()));
  }

  private String firstLevel() {
    List<Group> groups = grouping.root().members();
    String named =
        groups.stream().limit(MOST_NAMED).map(Group::path).collect(Collectors.joining(", "));
    return groups.size() > MOST_NAMED
        ? named + " and " + (groups.size() - MOST_NAMED) + " more"
        : named;
  }

  /** Notes the groups that hold one, and it itself. */
  private boolean hold(Group in, Group wanted) {
    boolean found = in.equals(wanted);
    for (Group member : found ? List.<Group>of() : in.members()) {
      found |= hold(member, wanted);
    }
    if (found) {
      holding.add(in);
    }
    return found;
  }

  Shown shown() {
    walk();
    while (cut.depth().isEmpty() && items.size() > MOST_ITEMS && deepestOpen > 1) {
      deepestOpen = Math.min(deepestOpen, deepest(grouping.root(), 0)) - 1;
      walk();
    }
    return new Links(this).shown();
  }

  private static int deepest(Group group, int level) {
    return group.members().stream()
        .filter(member -> member.display() == Display.OPEN)
        .mapToInt(member -> deepest(member, level + 1))
        .max()
        .orElse(level + 1);
  }

  private void walk() {
    items = new ArrayList<>();
    frames = new ArrayList<>();
    itemOf = new HashMap<>();
    open(grouping.root(), 0);
  }

  private void open(Group group, int level) {
    for (Group member : group.members()) {
      show(member, level + 1, group.path());
    }
  }

  private void show(Group group, int level, String within) {
    if (group.is(Kinds.REPEAT)) {
      showRepeat(group, level, within);
    } else if (group.is(Kinds.PERIOD) && !cut.collapsed().contains(group.path())) {
      group.members().forEach(member -> show(member, level, within));
    } else if (isOpen(group, level)) {
      open(group, level);
    } else {
      items.add(new Item(group, 1, group.path(), within));
      note(group, items.size() - 1);
    }
  }

  private boolean isOpen(Group group, int level) {
    if (group.isNode() || cut.collapsed().contains(group.path())) {
      return false;
    }
    if (holding.contains(group)) {
      return true;
    }
    return cut.depth().isPresent()
        ? !Kinds.isLayer(group.kind()) && level < cut.depth().getAsInt()
        : group.display() == Display.OPEN && level < deepestOpen;
  }

  /** Shows the first of equal groups, as one or as its members; or all where one is asked for. */
  private void showRepeat(Group repeat, int level, String within) {
    if (holding.contains(repeat) || !isUniform(repeat) && isOpened(repeat, level)) {
      repeat.members().forEach(member -> show(member, level, within));
      return;
    }
    Group first = repeat.members().get(0);
    int from = items.size();
    boolean opened = isOpened(repeat, level);
    if (opened) {
      if (first.is(Kinds.PERIOD)) {
        show(first, level, within);
      } else {
        open(first, level);
      }
      List<Integer> inside = new ArrayList<>();
      for (int i = from; i < items.size(); i++) {
        inside.add(i);
      }
      frames.add(new Frame(repeat.path(), repeat.times(), inside));
    } else {
      items.add(new Item(first, repeat.times(), repeat.path(), within));
      note(first, from);
    }
    List<Node> shown = first.mainNodes().toList();
    for (int copy = 1; copy < repeat.members().size(); copy++) {
      List<Node> nodes = repeat.members().get(copy).mainNodes().toList();
      for (int i = 0; i < nodes.size(); i++) {
        itemOf.put(wiring.index(nodes.get(i)), opened ? item(shown.get(i)) : from);
      }
    }
  }

  /** Whether the first of equal groups is shown as its members. */
  private boolean isOpened(Group repeat, int level) {
    Group first = repeat.members().get(0);
    return !cut.collapsed().contains(repeat.path())
        && (first.is(Kinds.PERIOD) || isOpen(first, level));
  }

  /** Whether the nodes of all copies, those that only rearrange too, stand for each other. */
  private static boolean isUniform(Group repeat) {
    return repeat.members().stream().mapToLong(m -> m.mainNodes().count()).distinct().count() == 1;
  }

  private int item(Node node) {
    return itemOf.getOrDefault(wiring.index(node), 0);
  }

  private void note(Group group, int item) {
    group.mainNodes().forEach(node -> itemOf.put(wiring.index(node), item));
  }

  /** Connects items, past those that only rearrange. */
  private static final class Links {
    private final Showing showing;
    private final List<Set<Integer>> sources = new ArrayList<>();

    /** What an item's data comes from, told of the items kept: itself, or those behind it. */
    private final List<Set<Integer>> origins = new ArrayList<>();

    private final List<Item> kept = new ArrayList<>();

    Links(Showing showing) {
      this.showing = showing;
    }

    Shown shown() {
      connect();
      List<Link> links = new ArrayList<>();
      for (int item = 0; item < sources.size(); item++) {
        Set<Integer> from = new TreeSet<>();
        for (int source : sources.get(item)) {
          from.addAll(source < 0 ? Set.of(source) : origins.get(source));
        }
        if (isShown(item)) {
          int index = kept.size();
          kept.add(showing.items.get(item));
          from.forEach(source -> links.add(new Link(source, index)));
          origins.add(Set.of(index));
        } else {
          origins.add(from);
        }
      }
      return new Shown(showing.grouping, kept, links, frames());
    }

    private List<Frame> frames() {
      return showing.frames.stream().map(this::kept).filter(f -> !f.items().isEmpty()).toList();
    }

    private Frame kept(Frame frame) {
      List<Integer> items =
          frame.items().stream()
              .filter(this::isShown)
              .flatMap(item -> origins.get(item).stream())
              .toList();
      return new Frame(frame.path(), frame.times(), items);
    }

    private boolean isShown(int item) {
      Group group = showing.items.get(item).group();
      if (!group.isNode()) {
        return true;
      }
      Node node = group.nodes().get(0);
      Category category = Operators.category(node);
      boolean merges = sources.get(item).size() > 1 && node.operator().equals("Concat");
      boolean looksUp =
          node.operator().equals("Gather") && showing.parameters.contains(node.input(0).orElse(""));
      boolean moves = category == Category.SHAPE && !looksUp || category == Category.REGULARIZATION;
      return !showing.wiring.isSetting(node) && (!moves || merges);
    }

    /**
     * Fills the sources of all items. They are in running order, so a connection that leads back is
     * one from a copy of a repeat to the next, both of which are shown as the first.
     */
    private void connect() {
      showing.items.forEach(item -> sources.add(new TreeSet<>()));
      for (Node node : showing.grouping.network().nodes()) {
        int to = showing.itemOf.getOrDefault(showing.wiring.index(node), -1);
        for (int source : to < 0 ? new int[0] : showing.wiring.sources(node)) {
          int from = source < 0 ? source : showing.itemOf.getOrDefault(source, to);
          if (from < to) {
            sources.get(to).add(from);
          }
        }
      }
    }
  }
}
