package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.NodeContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads trees from the attributes of a node, in ONNX's newer and older form. */
final class ForestReader {
  private static final List<String> BRANCHES =
      List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

  private final NodeContext context;
  private final Node node;

  private ForestReader(NodeContext context) {
    this.context = context;
    this.node = context.node();
  }

  /** TreeEnsemble: nodes and leaves lie apart, each by its place; each leaf has one vote. */
  static Forest newer(NodeContext context) {
    return new ForestReader(context).byPlace();
  }

  /**
   * TreeEnsembleRegressor and TreeEnsembleClassifier: nodes have a number in a numbered tree, and
   * those of the mode LEAF any number of votes.
   *
   * @param votes how the attributes of votes begin: {@code target} or {@code class}
   */
  static Forest older(NodeContext context, String votes) {
    return new ForestReader(context).byNumber(votes);
  }

  private int[] ints(String attribute) {
    return Arrays.stream(Attributes.longs(node, attribute)).mapToInt(Math::toIntExact).toArray();
  }

  /** Numbers of 32 bits, or of 64 where the node has them in a tensor. */
  private double[] numbers(String attribute) {
    double[] found = Attributes.doubles(node, attribute);
    return found.length > 0 ? found : Attributes.doubles(node, attribute + "_as_tensor");
  }

  private List<Forest.Branch> branches(
      int[] modes, double[] splits, int[] onTrue, int[] onFalse, List<Set<Double>> members) {
    int[] features = ints("nodes_featureids");
    int[] missing = ints("nodes_missing_value_tracks_true");
    same(modes.length, features.length, splits.length);
    if (missing.length > 0) {
      same(modes.length, missing.length);
    }
    List<Forest.Branch> branches = new ArrayList<>();
    for (int i = 0; i < modes.length; i++) {
      boolean onMissing = missing.length > 0 && missing[i] != 0;
      branches.add(
          new Forest.Branch(
              features[i], modes[i], splits[i], onTrue[i], onFalse[i], onMissing, members.get(i)));
    }
    return branches;
  }

  private void same(int expected, int... lengths) {
    for (int length : lengths) {
      if (length != expected) {
        throw context.error(
            "expected " + expected + " numbers in each list of nodes or votes, found " + length);
      }
    }
  }

  private Forest byPlace() {
    int[] modes = Arrays.stream(numbers("nodes_modes")).mapToInt(mode -> (int) mode).toArray();
    int[] onTrue = places("nodes_truenodeids", "nodes_trueleafs", modes.length);
    int[] onFalse = places("nodes_falsenodeids", "nodes_falseleafs", modes.length);
    int[] targets = ints("leaf_targetids");
    double[] weights = numbers("leaf_weights");
    same(targets.length, weights.length);
    List<List<Forest.Vote>> leaves = new ArrayList<>();
    for (int leaf = 0; leaf < targets.length; leaf++) {
      leaves.add(List.of(new Forest.Vote(targets[leaf], weights[leaf])));
    }
    List<Set<Double>> members = members(numbers("membership_values"), modes);
    return new Forest(
        branches(modes, numbers("nodes_splits"), onTrue, onFalse, members),
        Arrays.stream(ints("tree_roots")).boxed().toList(),
        leaves);
  }

  private int[] places(String next, String leaf, int nodes) {
    int[] places = ints(next);
    int[] isLeaf = ints(leaf);
    same(nodes, places.length, isLeaf.length);
    for (int i = 0; i < places.length; i++) {
      places[i] = isLeaf[i] != 0 ? -1 - places[i] : places[i];
    }
    return places;
  }

  /** The sets of the nodes that look up, one after another, each ended by NaN. */
  private static List<Set<Double>> members(double[] values, int[] modes) {
    List<Set<Double>> sets = new ArrayList<>();
    int at = 0;
    for (int mode : modes) {
      Set<Double> own = new HashSet<>();
      if (mode == 6) {
        for (; at < values.length && !Double.isNaN(values[at]); at++) {
          own.add(values[at]);
        }
        at++;
      }
      sets.add(own);
    }
    return sets;
  }

  private Forest byNumber(String votes) {
    int[] trees = ints("nodes_treeids");
    int[] numbers = ints("nodes_nodeids");
    List<String> names = Attributes.strings(node, "nodes_modes");
    same(trees.length, numbers.length, names.size());
    Map<List<Integer>, Integer> places = new HashMap<>();
    Map<Integer, Integer> roots = new LinkedHashMap<>();
    List<List<Forest.Vote>> leaves = new ArrayList<>();
    for (int i = 0; i < trees.length; i++) {
      boolean leaf = names.get(i).equals("LEAF");
      int place = leaf ? -1 - leaves.size() : i;
      if (leaf) {
        leaves.add(new ArrayList<>());
      }
      places.put(List.of(trees[i], numbers[i]), place);
      roots.putIfAbsent(trees[i], place);
    }
    vote(votes, places, leaves);
    List<Forest.Branch> branches =
        branches(
            names.stream().mapToInt(this::mode).toArray(),
            numbers("nodes_values"),
            next("nodes_truenodeids", trees, names, places),
            next("nodes_falsenodeids", trees, names, places),
            Collections.nCopies(trees.length, Set.of()));
    return new Forest(branches, List.copyOf(roots.values()), leaves);
  }

  private int mode(String name) {
    if (!name.equals("LEAF") && !BRANCHES.contains(name)) {
      throw context.error("expected a mode that ONNX knows, found " + name);
    }
    return BRANCHES.indexOf(name);
  }

  private void vote(
      String kind, Map<List<Integer>, Integer> places, List<List<Forest.Vote>> leaves) {
    int[] trees = ints(kind + "_treeids");
    int[] numbers = ints(kind + "_nodeids");
    int[] targets = ints(kind + "_ids");
    double[] weights = numbers(kind + "_weights");
    same(trees.length, numbers.length, targets.length, weights.length);
    for (int i = 0; i < trees.length; i++) {
      int place = place(trees[i], numbers[i], places);
      if (place < 0) {
        leaves.get(-1 - place).add(new Forest.Vote(targets[i], weights[i]));
      }
    }
  }

  private int place(int tree, int number, Map<List<Integer>, Integer> places) {
    Integer place = places.get(List.of(tree, number));
    if (place == null) {
      throw context.error("tree " + tree + " has no node " + number);
    }
    return place;
  }

  private int[] next(
      String attribute, int[] trees, List<String> names, Map<List<Integer>, Integer> places) {
    int[] next = ints(attribute);
    same(trees.length, next.length);
    for (int i = 0; i < next.length; i++) {
      next[i] = names.get(i).equals("LEAF") ? 0 : place(trees[i], next[i], places);
    }
    return next;
  }
}
