package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts groups into modules by their dotted paths: {@code layer1.0} and {@code layer1.1} into {@code
 * layer1}. A module that its members leave and enter again, so that it and another wait for each
 * other, is no module; its members stand a level higher.
 */
final class Modules {
  private final UnitGraph graph;
  private final Repeats repeats;
  private final List<String> paths;

  private Modules(UnitGraph graph, Repeats repeats) {
    this.graph = graph;
    this.repeats = repeats;
    List<String> own = Paths.unique(graph.units());
    this.paths =
        IntStream.range(0, own.size()).mapToObj(unit -> besideUsers(graph, own, unit)).toList();
  }

  /**
   * A unit's path, or, for a node that takes nothing from its module but is used in others too,
   * such as a mask that exporters write into the first layer, a path beside all its users.
   */
  private static String besideUsers(UnitGraph graph, List<String> paths, int unit) {
    String path = paths.get(unit);
    int[] users = graph.targets(unit);
    if (!graph.units().get(unit).isNode() || users.length < 2) {
      return path;
    }
    String shared = path;
    for (int user : users) {
      while (!shared.isEmpty() && !isIn(paths.get(user), shared)) {
        shared = shared.substring(0, Math.max(0, shared.lastIndexOf('.')));
      }
    }
    int from = shared.isEmpty() ? 0 : shared.length() + 1;
    int end = path.indexOf('.', from);
    String module = end < 0 ? path : path.substring(0, end);
    boolean takesFromModule =
        IntStream.of(graph.sources(unit)).anyMatch(s -> s >= 0 && isIn(paths.get(s), module));
    return end < 0 || takesFromModule
        ? path
        : path.substring(0, from) + path.substring(path.lastIndexOf('.') + 1);
  }

  private static boolean isIn(String path, String module) {
    return path.equals(module) || path.startsWith(module + ".");
  }

  /** The members of the whole network, repeats folded on each level. */
  static List<Group> of(UnitGraph graph, Repeats repeats) {
    List<Integer> all = new ArrayList<>();
    for (int unit = 0; unit < graph.size(); unit++) {
      all.add(unit);
    }
    return new Modules(graph, repeats).level(all, 0);
  }

  /** The members of a module whose path has so many parts. */
  private List<Group> level(List<Integer> units, int parts) {
    Map<Integer, Integer> lengths = new HashMap<>();
    units.forEach(unit -> lengths.put(unit, parts + 1));
    List<List<Integer>> ordered;
    Set<Integer> tangled = new LinkedHashSet<>();
    do {
      tangled.forEach(unit -> lengths.merge(unit, 1, Integer::sum));
      tangled.clear();
      ordered = ordered(buckets(units, lengths), tangled);
    } while (!tangled.isEmpty());
    if (ordered.size() == 1 && units.size() > 1) {
      return level(units, parts + 1);
    }
    List<Group> members = new ArrayList<>();
    for (List<Integer> bucket : ordered) {
      members.add(bucket.size() == 1 ? unit(bucket.get(0), lengths) : module(bucket, lengths));
    }
    return repeats.fold(members);
  }

  /** A group alone in its module, which gives it its path. */
  private Group unit(int index, Map<Integer, Integer> lengths) {
    Group unit = graph.units().get(index);
    if (unit.isNode()) {
      return unit;
    }
    String path = beginning(index, lengths.getOrDefault(index, 1));
    List<Group> members =
        unit.is(Kinds.DENSE_BLOCK, Kinds.MLP) ? repeats.fold(unit.members()) : unit.members();
    return Group.of(path, unit.kind(), unit.display(), members);
  }

  private Group module(List<Integer> bucket, Map<Integer, Integer> lengths) {
    int parts = lengths.getOrDefault(bucket.get(0), 1);
    List<Group> members = level(bucket, parts);
    return Group.of(beginning(bucket.get(0), parts), Kinds.MODULE, Display.OPEN, members);
  }

  /** Units by the first parts of their paths; those whose paths are no longer each alone. */
  private List<List<Integer>> buckets(List<Integer> units, Map<Integer, Integer> lengths) {
    Map<String, List<Integer>> buckets = new LinkedHashMap<>();
    for (int unit : units) {
      int length = lengths.getOrDefault(unit, 1);
      String path = paths.get(unit);
      boolean ends = path.chars().filter(c -> c == '.').count() + 1 < length;
      String key = ends ? path + " " + unit : beginning(unit, length) + " " + length;
      buckets.computeIfAbsent(key, k -> new ArrayList<>()).add(unit);
    }
    return List.copyOf(buckets.values());
  }

  private String beginning(int unit, int parts) {
    String path = paths.get(unit);
    int end = -1;
    for (int i = 0; i < parts; i++) {
      int dot = path.indexOf('.', end + 1);
      if (dot < 0) {
        return path;
      }
      end = dot;
    }
    return path.substring(0, end);
  }

  /** The buckets in running order; units of those that wait for each other are tangled. */
  private List<List<Integer>> ordered(List<List<Integer>> buckets, Set<Integer> tangled) {
    Map<Integer, Integer> bucketOf = new HashMap<>();
    for (int b = 0; b < buckets.size(); b++) {
      int bucket = b;
      buckets.get(b).forEach(unit -> bucketOf.put(unit, bucket));
    }
    List<Set<Integer>> next = new ArrayList<>();
    int[] waiting = new int[buckets.size()];
    for (int b = 0; b < buckets.size(); b++) {
      Set<Integer> after = new LinkedHashSet<>();
      for (int unit : buckets.get(b)) {
        for (int target : graph.targets(unit)) {
          int other = bucketOf.getOrDefault(target, b);
          if (other != b && after.add(other)) {
            waiting[other]++;
          }
        }
      }
      next.add(after);
    }
    List<List<Integer>> ordered = order(buckets, next, waiting);
    for (int b = 0; b < buckets.size(); b++) {
      if (waiting[b] > 0 && buckets.get(b).size() > 1) {
        tangled.addAll(buckets.get(b));
      }
    }
    return ordered;
  }

  /** Repeatedly the one with the earliest unit of those that wait for none. */
  private static List<List<Integer>> order(
      List<List<Integer>> buckets, List<Set<Integer>> next, int[] waiting) {
    PriorityQueue<Integer> ready =
        new PriorityQueue<>(
            (a, b) -> Integer.compare(buckets.get(a).get(0), buckets.get(b).get(0)));
    for (int b = 0; b < waiting.length; b++) {
      if (waiting[b] == 0) {
        ready.add(b);
      }
    }
    List<List<Integer>> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      int b = ready.remove();
      ordered.add(buckets.get(b));
      for (int other : next.get(b)) {
        if (--waiting[other] == 0) {
          ready.add(other);
        }
      }
    }
    return ordered;
  }
}
