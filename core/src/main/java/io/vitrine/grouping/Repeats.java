package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds groups that are structurally equal, stand next to each other in running order and feed one
 * another, alone or as a period of several: a b a b becomes (a, b) twice. What is contiguous in
 * running order stays free of cycles as one group.
 *
 * <p>Of all ways to fold, the one that leaves the fewest groups to show, found from the last group
 * to the first: its cost is linear in the number of groups, times {@link #LONGEST_PERIOD}.
 */
final class Repeats {
  private static final Set<Category> WEIGHTED =
      Set.of(Category.CONVOLUTION, Category.LINEAR, Category.RECURRENT, Category.ATTENTION);

  /** Single layers are folded only from so many on: a figure shows what a stage is made of. */
  private static final int LEAST_LAYERS = 5;

  /** Modules that no rule knows, such as the stages of a VGG, and periods of single layers. */
  private static final int LEAST_MODULES = 3;

  private static final int LONGEST_PERIOD = 24;

  /** So many times a period of so many groups; a period of 1, once, is a group by itself. */
  private record Fold(int period, int times) {
    int end(int from) {
      return from + period * times;
    }
  }

  private final Wiring wiring;

  Repeats(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The members with each run of equal ones, or of equal periods, as one group; what is folded then
   * again, until nothing more folds: a a b a a b becomes (a twice, b) twice.
   */
  List<Group> fold(List<Group> members) {
    List<Group> before = members;
    List<Group> folded = once(members);
    while (folded.size() < before.size()) {
      before = folded;
      folded = once(folded);
    }
    return folded;
  }

  private List<Group> once(List<Group> members) {
    List<Group> folded = new ArrayList<>();
    Fold[] best = best(members);
    for (int from = 0; from < members.size(); from = best[from].end(from)) {
      Fold fold = best[from];
      List<Group> run = members.subList(from, fold.end(from));
      folded.add(fold.times() == 1 ? run.get(0) : repeat(run, fold));
    }
    return folded;
  }

  /** For each group, how what begins at it is folded where all from it on leaves the fewest. */
  private Fold[] best(List<Group> members) {
    int size = members.size();
    int[] looks = looks(members);
    long[] layers = members.stream().mapToLong(Repeats::layers).toArray();
    List<int[]> sources = sources(members);
    int longest = Math.min(LONGEST_PERIOD, size / 2);
    int[] cost = new int[size + 1];
    int[] equal = new int[longest + 1];
    int[][] times = new int[longest + 1][size + longest];
    Fold[] best = new Fold[size];
    for (int from = size - 1; from >= 0; from--) {
      best[from] = new Fold(1, 1);
      cost[from] = 1 + cost[from + 1];
      for (int period = 1; period <= longest; period++) {
        boolean same = from + period < size && looks[from] == looks[from + period];
        equal[period] = same ? equal[period] + 1 : 0;
        boolean again = equal[period] >= period && feeds(sources, from, period);
        times[period][from] = again ? times[period][from + period] + 1 : 1;
        Fold fold = new Fold(period, times[period][from]);
        if (fold.times() > 1
            && period + cost[fold.end(from)] < cost[from]
            && fold.times() >= least(members, layers, from, period)) {
          best[from] = fold;
          cost[from] = period + cost[fold.end(from)];
        }
      }
    }
    return best;
  }

  /** The same number for groups of the same signature. */
  private int[] looks(List<Group> members) {
    Map<String, Integer> numbers = new HashMap<>();
    return members.stream()
        .map(wiring::signature)
        .mapToInt(signature -> numbers.computeIfAbsent(signature, key -> numbers.size()))
        .toArray();
  }

  /** Which of the groups each one's data comes from. */
  private List<int[]> sources(List<Group> members) {
    Map<Integer, Integer> memberOf = new HashMap<>();
    for (int m = 0; m < members.size(); m++) {
      int member = m;
      members.get(m).mainNodes().forEach(node -> memberOf.put(wiring.index(node), member));
    }
    return members.stream()
        .map(
            member ->
                member
                    .mainNodes()
                    .flatMapToInt(node -> Arrays.stream(wiring.sources(node)))
                    .map(source -> memberOf.getOrDefault(source, -1))
                    .distinct()
                    .toArray())
        .toList();
  }

  /** Whether a period that begins at a group feeds the one behind it. */
  private static boolean feeds(List<int[]> sources, int from, int period) {
    return sources.subList(from + period, from + 2 * period).stream()
        .flatMapToInt(Arrays::stream)
        .anyMatch(source -> source >= from && source < from + period);
  }

  /** From how many times on some groups are folded. */
  private static int least(List<Group> members, long[] layers, int from, int period) {
    if (period == 1) {
      return least(members.get(from), layers[from]);
    }
    boolean blocks = false;
    boolean any = false;
    for (int i = from; i < from + period; i++) {
      blocks |= layers[i] > 1 && !members.get(i).is(Kinds.MODULE);
      any |= layers[i] > 0;
    }
    return blocks ? 2 : any ? LEAST_MODULES : Integer.MAX_VALUE;
  }

  private static int least(Group group, long layers) {
    if (layers == 0) {
      return Integer.MAX_VALUE;
    }
    if (group.is(Kinds.MODULE)) {
      return LEAST_MODULES;
    }
    return layers > 1 || group.is(Kinds.RECURRENT) ? 2 : LEAST_LAYERS;
  }

  private static long layers(Group group) {
    return group.mainNodes().filter(node -> WEIGHTED.contains(Operators.category(node))).count();
  }

  private Group repeat(List<Group> run, Fold fold) {
    List<Group> times = new ArrayList<>();
    for (int from = 0; from < run.size(); from += fold.period()) {
      List<Group> period = run.subList(from, from + fold.period());
      times.add(fold.period() == 1 ? period.get(0) : period(period));
    }
    return Group.of(Paths.range(run), Kinds.REPEAT, Display.CLOSED, times);
  }

  /** Several groups that come again, equal ones among them folded too. */
  private Group period(List<Group> groups) {
    return Group.of(Paths.range(groups), Kinds.PERIOD, Display.OPEN, fold(groups));
  }
}
