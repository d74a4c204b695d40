package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Candidate;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Pattern.Branches;
import io.vitrine.grouping.pattern.Pattern.Choice;
import io.vitrine.grouping.pattern.Pattern.One;
import io.vitrine.grouping.pattern.Pattern.Parallel;
import io.vitrine.grouping.pattern.Pattern.Repeat;
import io.vitrine.grouping.pattern.Pattern.Serial;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.grouping.pattern.Rule.Sides;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds a rule's matches in a graph of units.
 *
 * <p>A match begins at an entry (a unit or an input of the network) and takes units behind it until
 * one last unit, its exit. It counts if nothing inside but the exit is used outside, and, unless
 * sides are allowed, nothing but the entry's value comes in. Both keep the graph free of cycles
 * when the match becomes one unit. The search goes through alternatives depth first, the longest
 * repetitions first, and gives an entry up after {@link #MOST_STEPS} steps without a match, so that
 * a pass is linear in the number of units.
 */
final class Matcher {
  private static final int MOST_STEPS = 4_000;
  private static final int MOST_WAYS = 200;
  private static final int MOST_TARGETS = 300;

  /** What is to come after a part that has matched up to a unit. */
  private interface Next {
    boolean from(int unit);
  }

  /** Units that a branch took, and its last. */
  private record Way(List<Integer> taken, int exit) {}

  private final UnitGraph graph;
  private final ShapeTable shapes;
  private final Rule rule;
  private final boolean[] used;
  private final Set<Integer> taken = new LinkedHashSet<>();
  private List<List<Integer>> found = new ArrayList<>();
  private int entry;
  private int steps;

  private Matcher(UnitGraph graph, ShapeTable shapes, Rule rule) {
    this.graph = graph;
    this.shapes = shapes;
    this.rule = rule;
    this.used = new boolean[graph.size()];
  }

  /** The units of each match, sorted; no unit is in two. */
  static List<List<Integer>> matches(UnitGraph graph, int inputs, ShapeTable shapes, Rule rule) {
    Matcher matcher = new Matcher(graph, shapes, rule);
    for (int entry = -inputs; entry < graph.size(); entry++) {
      matcher.matchFrom(entry);
    }
    return matcher.found;
  }

  private void matchFrom(int from) {
    entry = from;
    boolean again = graph.targets(from).length <= MOST_TARGETS;
    while (again) {
      steps = 0;
      taken.clear();
      again = run(rule.pattern(), from, this::accept);
    }
  }

  private boolean accept(int exit) {
    if (taken.isEmpty() || !isClosed(exit)) {
      return false;
    }
    rule.along().ifPresent(this::takeAlong);
    List<Integer> match = taken.stream().sorted().toList();
    match.forEach(unit -> used[unit] = true);
    found.add(match);
    return true;
  }

  /**
   * Takes what feeds only the match, back to the entry or the first group. This makes no cycle:
   * what it takes leads nowhere but into the match.
   */
  private void takeAlong(One part) {
    Deque<Integer> open = new ArrayDeque<>(taken);
    while (!open.isEmpty()) {
      for (int source : graph.sources(open.remove())) {
        boolean free = source >= 0 && source != entry && !taken.contains(source);
        if (free
            && fits(part, source)
            && !graph.isOutput(source)
            && allTaken(graph.targets(source), false)) {
          taken.add(source);
          if (graph.units().get(source).isNode()) {
            open.add(source);
          }
        }
      }
    }
  }

  private boolean isClosed(int exit) {
    for (int unit : taken) {
      if (unit != exit && (graph.isOutput(unit) || !allTaken(graph.targets(unit), false))) {
        return false;
      }
      if (rule.sides() == Sides.NONE && !allTaken(graph.sources(unit), true)) {
        return false;
      }
    }
    return true;
  }

  private boolean allTaken(int[] units, boolean orEntry) {
    return Arrays.stream(units).allMatch(u -> taken.contains(u) || orEntry && u == entry);
  }

  private boolean run(Pattern pattern, int at, Next next) {
    if (steps++ > MOST_STEPS) {
      return false;
    }
    if (pattern instanceof One one) {
      return one(one, at, next);
    } else if (pattern instanceof Serial serial) {
      return serial(serial.parts(), at, next);
    } else if (pattern instanceof Choice choice) {
      return choice.alternatives().stream().anyMatch(part -> run(part, at, next));
    } else if (pattern instanceof Repeat repeat) {
      return repeat(repeat, 0, at, next);
    } else if (pattern instanceof Parallel parallel) {
      return parallel(parallel, at, next);
    }
    return branches((Branches) pattern, at, next);
  }

  private boolean one(One one, int at, Next next) {
    int[] targets = graph.targets(at);
    if (targets.length > MOST_TARGETS) {
      return false;
    }
    for (int target : targets) {
      if (fits(one, target) && taken.add(target)) {
        if (next.from(target)) {
          return true;
        }
        taken.remove(target);
      }
    }
    return false;
  }

  private boolean fits(One one, int unit) {
    return !used[unit]
        && one.test()
            .test(new Candidate(graph.units().get(unit), graph.sources(unit).length, shapes));
  }

  private boolean serial(List<Pattern> parts, int at, Next next) {
    return parts.isEmpty()
        ? next.from(at)
        : run(parts.get(0), at, unit -> serial(parts.subList(1, parts.size()), unit, next));
  }

  private boolean repeat(Repeat repeat, int done, int at, Next next) {
    if (done < repeat.most()
        && run(repeat.part(), at, unit -> repeat(repeat, done + 1, unit, next))) {
      return true;
    }
    return done >= repeat.least() && next.from(at);
  }

  /** All ways that a branch can go from a unit. */
  private List<Way> ways(Pattern pattern, int at) {
    List<Way> ways = new ArrayList<>();
    Set<Integer> before = new LinkedHashSet<>(taken);
    run(
        pattern,
        at,
        exit -> {
          List<Integer> own = taken.stream().filter(unit -> !before.contains(unit)).toList();
          ways.add(new Way(own, exit));
          return ways.size() >= MOST_WAYS;
        });
    taken.clear();
    taken.addAll(before);
    return ways;
  }

  private boolean parallel(Parallel parallel, int at, Next next) {
    List<List<Way>> ways = parallel.branches().stream().map(b -> ways(b, at)).toList();
    for (Way first : ways.get(0)) {
      for (int join : graph.targets(first.exit())) {
        if (graph.makers(join).length == ways.size()
            && !taken.contains(join)
            && fits(parallel.join(), join)
            && joined(ways, List.of(first), join, next)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Chooses for each further branch a way into the join, and goes on from there. */
  private boolean joined(List<List<Way>> ways, List<Way> chosen, int join, Next next) {
    if (chosen.size() == ways.size()) {
      return take(chosen, join, next);
    }
    for (Way way : ways.get(chosen.size())) {
      boolean feeds = Arrays.stream(graph.sources(join)).anyMatch(s -> s == way.exit());
      if (feeds && chosen.stream().allMatch(other -> areApart(way, other))) {
        List<Way> more = new ArrayList<>(chosen);
        more.add(way);
        if (joined(ways, more, join, next)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean areApart(Way a, Way b) {
    return a.exit() != b.exit() && a.taken().stream().noneMatch(b.taken()::contains);
  }

  private boolean take(List<Way> ways, int join, Next next) {
    Set<Integer> before = new LinkedHashSet<>(taken);
    ways.forEach(way -> taken.addAll(way.taken()));
    if (taken.add(join) && next.from(join)) {
      return true;
    }
    taken.clear();
    taken.addAll(before);
    return false;
  }

  private boolean branches(Branches branches, int at, Next next) {
    Map<Integer, List<Way>> byExit = new LinkedHashMap<>();
    Set<Integer> joins = new LinkedHashSet<>();
    for (Way way : ways(branches.each(), at)) {
      byExit.computeIfAbsent(way.exit(), key -> new ArrayList<>()).add(way);
      Arrays.stream(graph.targets(way.exit())).forEach(joins::add);
    }
    return joins.stream()
        .filter(join -> canGather(byExit, join))
        .sorted()
        .anyMatch(
            join ->
                !taken.contains(join)
                    && fits(branches.join(), join)
                    && gathered(branches, byExit, join, next));
  }

  private boolean canGather(Map<Integer, List<Way>> byExit, int join) {
    int[] makers = graph.makers(join);
    boolean all = rule.sides() == Sides.ALLOWED;
    for (int i = 0; i < makers.length && !all && byExit.containsKey(makers[i]); i++) {
      all = i == makers.length - 1;
    }
    return all && makers.length <= MOST_TARGETS;
  }

  /**
   * Brings together, at a join, one way for each of its sources. Some may begin in common, but not
   * all, or what comes before the branches would count as one of them.
   */
  private boolean gathered(Branches branches, Map<Integer, List<Way>> byExit, int join, Next next) {
    List<Way> chosen = new ArrayList<>();
    for (int source : graph.makers(join)) {
      List<Way> fitting =
          byExit.getOrDefault(source, List.of()).stream()
              .filter(way -> !way.taken().contains(join))
              .toList();
      if (!fitting.isEmpty()) {
        chosen.add(fitting.get(0));
      } else if (rule.sides() == Sides.NONE) {
        return false;
      }
    }
    long beginnings =
        chosen.stream()
            .map(way -> way.taken().stream().findFirst().orElse(join))
            .distinct()
            .count();
    return beginnings >= branches.least() && take(chosen, join, next);
  }
}
