package io.vitrine.view.diagram.block;

import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Shown;
import io.vitrine.grouping.Shown.Item;
import io.vitrine.grouping.Shown.Link;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network too large for one picture, as a few stretches of what runs one after another.
 *
 * <p>The groups on the first level are cut into stretches of about equal length, each cut where the
 * fewest values cross it nearby. Links lead forward, since groups are in running order. Where
 * stretches are connected with many others than their neighbors, fewer are made, so that the lines
 * past them stay readable. Cost: linear in the nodes and their connections.
 */
public final class Stretches {
  private static final int[] COUNTS = {24, 16, 12, 8, 6};
  private static final int MOST_PASSING = 24;

  /** More blocks than these are not read, where nobody has asked for them. */
  private static final int MOST_UNASKED = 150;

  private final Grouping grouping;
  private final List<Group> groups;

  /** The group that makes a value, by its index; an input k of the network is -1 - k. */
  private final Map<String, Integer> makers = new HashMap<>();

  /** For each group the makers of what it reads. */
  private final List<Set<Integer>> sources = new ArrayList<>();

  private Stretches(Grouping grouping) {
    this.grouping = grouping;
    this.groups = grouping.root().members();
    List<Value> inputs = grouping.network().inputs();
    for (int k = 0; k < inputs.size(); k++) {
      makers.put(inputs.get(k).name(), -1 - k);
    }
    for (int g = 0; g < groups.size(); g++) {
      int group = g;
      groups
          .get(g)
          .allNodes()
          .flatMap(n -> n.outputs().stream())
          .forEach(v -> makers.put(v, group));
    }
    groups.forEach(group -> sources.add(sources(group)));
  }

  /**
   * What is shown, or the network in stretches: where it is more than a page reads and nobody has
   * said what to show, or more than a picture holds.
   *
   * @param most items that a picture holds
   * @throws IllegalArgumentException where these are more and a level closer to the root has fewer
   */
  public static Shown fitting(Shown shown, Cut cut, int most) {
    int limit = cut.equals(Cut.standard()) ? Math.min(MOST_UNASKED, most) : most;
    boolean areFewGroups = shown.grouping().root().members().size() <= limit;
    if (shown.items().size() <= (areFewGroups ? most : limit)) {
      return shown;
    }
    if (areFewGroups) {
      throw new IllegalArgumentException(
          shown.grouping().network().name()
              + " has "
              + shown.items().size()
              + " blocks; one picture holds "
              + most
              + ". Show fewer levels (--depth 1), collapse groups, or draw it with the style"
              + " operators, which goes on in further columns");
    }
    return new Stretches(shown.grouping()).shown();
  }

  /** Says, where a network is drawn in stretches, that it is; else nothing. */
  public static String note(Shown shown, Shown fitting, Words words) {
    return fitting.items().equals(shown.items())
        ? ""
        : words.say("diagram.note.stretches", counted(shown), counted(fitting)) + " ";
  }

  private static String counted(Shown shown) {
    return String.format(Locale.ROOT, "%,d", shown.items().size());
  }

  private Set<Integer> sources(Group group) {
    Set<Integer> sources = new TreeSet<>();
    group
        .mainNodes()
        .flatMap(node -> node.inputs().stream())
        .filter(makers::containsKey)
        .forEach(value -> sources.add(makers.get(value)));
    return sources;
  }

  private Shown shown() {
    List<Integer> ends = List.of();
    Set<Link> links = Set.of();
    int[] crossing = crossing();
    for (int count : COUNTS) {
      ends = ends(count, crossing);
      links = links(ends);
      if (passing(links) <= MOST_PASSING) {
        break;
      }
    }
    List<Item> items = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      Group stretch = stretch(groups.subList(from, end));
      items.add(new Item(stretch, 1, stretch.path(), ""));
      from = end;
    }
    return new Shown(grouping, items, List.copyOf(links), List.of());
  }

  /** How many groups, behind each, are still read further on. */
  private int[] crossing() {
    int[] last = new int[groups.size()];
    for (int g = 0; g < groups.size(); g++) {
      for (int source : sources.get(g)) {
        if (source >= 0) {
          last[source] = Math.max(last[source], g);
        }
      }
    }
    int[] change = new int[groups.size() + 1];
    for (int g = 0; g < groups.size(); g++) {
      if (last[g] > g) {
        change[g]++;
        change[last[g]]--;
      }
    }
    int[] crossing = new int[groups.size()];
    for (int g = 0; g < groups.size(); g++) {
      crossing[g] = change[g] + (g > 0 ? crossing[g - 1] : 0);
    }
    return crossing;
  }

  /** Behind which group each stretch ends, the last one included. */
  private List<Integer> ends(int count, int[] crossing) {
    int all = groups.size();
    int near = all / count / 4;
    List<Integer> ends = new ArrayList<>();
    for (int k = 1; k < count; k++) {
      int middle = (int) ((long) all * k / count) - 1;
      int best = middle;
      for (int g = middle - near; g <= middle + near; g++) {
        best = crossing[g] < crossing[best] ? g : best;
      }
      ends.add(best + 1);
    }
    ends.add(all);
    return ends;
  }

  private Set<Link> links(List<Integer> ends) {
    int[] stretchOf = new int[groups.size()];
    int stretch = 0;
    for (int g = 0; g < groups.size(); g++) {
      stretch = g < ends.get(stretch) ? stretch : stretch + 1;
      stretchOf[g] = stretch;
    }
    Set<Link> links = new TreeSet<>(Comparator.comparingInt(Link::to).thenComparingInt(Link::from));
    for (int g = 0; g < groups.size(); g++) {
      for (int source : sources.get(g)) {
        int from = source < 0 ? source : stretchOf[source];
        if (from < stretchOf[g]) {
          links.add(new Link(from, stretchOf[g]));
        }
      }
    }
    return links;
  }

  private static long passing(Set<Link> links) {
    return links.stream().filter(link -> link.from() >= 0 && link.to() > link.from() + 1).count();
  }

  /** Called from its first to its last node. */
  private static Group stretch(List<Group> members) {
    String first = end(members.get(0).mainNodes().findFirst().orElseThrow());
    String last =
        end(members.get(members.size() - 1).mainNodes().reduce((a, b) -> b).orElseThrow());
    return Group.of(first + "–" + last, Kinds.MODULE, Display.CLOSED, members);
  }

  private static String end(Node node) {
    return node.name().substring(node.name().lastIndexOf('.') + 1);
  }
}
