package io.vitrine.torch.learn;

import io.vitrine.torch.call.NodeContext;
import java.util.List;
import java.util.Set;

/**
 * Decision trees. Where a branch or a root leads is a branch's place, or {@code -1 - leaf}.
 *
 * @param branches of all trees
 * @param roots where each tree begins
 * @param leaves the votes of each leaf
 */
record Forest(List<Branch> branches, List<Integer> roots, List<List<Vote>> leaves) {
  Forest {
    branches = List.copyOf(branches);
    roots = List.copyOf(roots);
    leaves = leaves.stream().map(List::copyOf).toList();
  }

  /**
   * What a leaf adds.
   *
   * @param target the number of a target or class
   */
  record Vote(int target, double weight) {}

  /**
   * Compares one feature of a row with a number, or looks it up in a set.
   *
   * @param mode 0 to 5 for at most, less, at least, more, equal, not equal, 6 for a look-up
   * @param missingIsTrue whether a missing feature counts as holding
   * @param members the set, empty for other modes
   */
  record Branch(
      int feature,
      int mode,
      double split,
      int onTrue,
      int onFalse,
      boolean missingIsTrue,
      Set<Double> members) {
    Branch {
      members = Set.copyOf(members);
    }

    private int next(double value) {
      return holds(value) ? onTrue : onFalse;
    }

    private boolean holds(double value) {
      if (Double.isNaN(value) && missingIsTrue) {
        return true;
      }
      return switch (mode) {
        case 0 -> value <= split;
        case 1 -> value < split;
        case 2 -> value >= split;
        case 3 -> value > split;
        case 4 -> value == split;
        case 5 -> value != split;
        default -> members.contains(value);
      };
    }
  }

  /** Refuses what leads out of the trees, and votes for targets that there are not. */
  void check(NodeContext context, int targets) {
    for (Branch branch : branches) {
      checkPlace(context, branch.onTrue());
      checkPlace(context, branch.onFalse());
      if (branch.feature() < 0) {
        throw context.error("a tree reads the feature " + branch.feature());
      }
    }
    roots.forEach(root -> checkPlace(context, root));
    boolean outside =
        leaves.stream()
            .flatMap(List::stream)
            .anyMatch(vote -> vote.target() < 0 || vote.target() >= targets);
    if (outside) {
      throw context.error("a leaf votes for a target that is none of the " + targets);
    }
  }

  private void checkPlace(NodeContext context, int place) {
    if (place >= branches.size() || -1 - place >= leaves.size()) {
      throw context.error("a tree leads to a node or leaf that there is not: " + place);
    }
  }

  /** How many features a row must have. */
  int width() {
    return branches.stream().mapToInt(Branch::feature).max().orElse(-1) + 1;
  }

  /** The votes of the leaf of a tree that a row comes to. */
  List<Vote> votes(double[] row, int root) {
    int place = root;
    for (int steps = 0; place >= 0; steps++) {
      if (steps > branches.size()) {
        throw new IllegalArgumentException("a tree leads round in a circle");
      }
      Branch branch = branches.get(place);
      place = branch.next(row[branch.feature()]);
    }
    return leaves.get(-1 - place);
  }
}
