package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds groups that are structurally equal, stand next to each other in running order and feed one
 * another. What is contiguous in running order stays free of cycles as one group.
 */
final class Repeats {
  private static final Set<Category> WEIGHTED =
      Set.of(Category.CONVOLUTION, Category.LINEAR, Category.RECURRENT, Category.ATTENTION);

  /** Single layers are folded only from so many on: a figure shows what a stage is made of. */
  private static final int LEAST_LAYERS = 5;

  /** Modules that no rule knows, such as the stages of a VGG. */
  private static final int LEAST_MODULES = 3;

  private final Wiring wiring;

  Repeats(Wiring wiring) {
    this.wiring = wiring;
  }

  /** The members with each run of equal ones as one group. */
  List<Group> fold(List<Group> members) {
    List<String> signatures = members.stream().map(wiring::signature).toList();
    List<Group> folded = new ArrayList<>();
    int from = 0;
    while (from < members.size()) {
      int to = from + 1;
      while (to < members.size()
          && signatures.get(to).equals(signatures.get(from))
          && feeds(members.get(to - 1), members.get(to))) {
        to++;
      }
      if (to - from >= least(members.get(from))) {
        folded.add(repeat(members.subList(from, to)));
      } else {
        folded.addAll(members.subList(from, to));
      }
      from = to;
    }
    return folded;
  }

  private static int least(Group group) {
    long layers =
        group.mainNodes().filter(node -> WEIGHTED.contains(Operators.category(node))).count();
    if (layers == 0) {
      return Integer.MAX_VALUE;
    }
    if (group.is(Kinds.MODULE)) {
      return LEAST_MODULES;
    }
    return layers > 1 || group.is(Kinds.RECURRENT) ? 2 : LEAST_LAYERS;
  }

  private boolean feeds(Group before, Group after) {
    Set<Integer> made = before.mainNodes().map(wiring::index).collect(Collectors.toSet());
    return after
        .mainNodes()
        .anyMatch((Node node) -> Arrays.stream(wiring.sources(node)).anyMatch(made::contains));
  }

  private static Group repeat(List<Group> equal) {
    String first = equal.get(0).path();
    String last = equal.get(equal.size() - 1).path();
    String own = last.substring(last.lastIndexOf('.') + 1);
    return Group.of(first + "–" + own, Kinds.REPEAT, Display.CLOSED, equal);
  }
}
