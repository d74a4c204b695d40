package io.vitrine.torch.learn;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Decision trees whose leaves vote for targets (ONNX, TreeEnsemble): each node compares one feature
 * of a row with a number, or looks it up in a set, and leads on to a node or a leaf.
 */
final class Trees {
  private final long[] features;
  private final double[] modes;
  private final double[] splits;
  private final long[] trueNext;
  private final long[] falseNext;
  private final long[] trueLeaf;
  private final long[] falseLeaf;
  private final long[] missingIsTrue;
  private final double[] weights;
  private final long[] targets;
  private final long[] roots;
  private final int count;
  private final int votes;
  private final Set<?>[] members;

  private Trees(NodeContext context) {
    Node node = context.node();
    this.features = ints(node, "nodes_featureids");
    this.modes = numbers(node, "nodes_modes");
    this.splits = numbers(node, "nodes_splits");
    this.trueNext = ints(node, "nodes_truenodeids");
    this.falseNext = ints(node, "nodes_falsenodeids");
    this.trueLeaf = ints(node, "nodes_trueleafs");
    this.falseLeaf = ints(node, "nodes_falseleafs");
    this.missingIsTrue = ints(node, "nodes_missing_value_tracks_true");
    this.weights = numbers(node, "leaf_weights");
    this.targets = ints(node, "leaf_targetids");
    this.roots = ints(node, "tree_roots");
    this.count = (int) node.intOr("n_targets", 1);
    this.votes = (int) node.intOr("aggregate_function", 1);
    this.members = members(numbers(node, "membership_values"), modes);
    if (node.intOr("post_transform", 0) != 0) {
      throw context.error("the engine knows no post_transform here");
    }
  }

  static OperatorRun prepare(NodeContext context) {
    Trees trees = new Trees(context);
    return OperatorRun.of(trees::run);
  }

  private static long[] ints(Node node, String attribute) {
    return Numbers.array(node.intsOr(attribute, List.of()));
  }

  private static double[] numbers(Node node, String attribute) {
    if (!(node.attributes().get(attribute) instanceof Attribute.OfTensor tensor)) {
      return new double[0];
    }
    double[] numbers = new double[tensor.value().count()];
    Arrays.setAll(numbers, tensor.value()::doubleAt);
    return numbers;
  }

  /** The sets of the nodes that look up, one after another, each ended by NaN. */
  private static Set<?>[] members(double[] values, double[] modes) {
    Set<?>[] sets = new Set<?>[modes.length];
    int at = 0;
    for (int node = 0; node < modes.length; node++) {
      if (modes[node] == 6) {
        Set<Double> own = new HashSet<>();
        for (; at < values.length && !Double.isNaN(values[at]); at++) {
          own.add(values[at]);
        }
        at++;
        sets[node] = own;
      }
    }
    return sets;
  }

  private Tensor run(Call call) {
    double[] input = call.doubles(0);
    int rows = (int) call.input(0).size(0);
    int width = rows == 0 ? 0 : input.length / rows;
    double[] result = new double[rows * count];
    for (int row = 0; row < rows; row++) {
      vote(Arrays.copyOfRange(input, row * width, (row + 1) * width), result, row * count);
    }
    return Fresh.doubles(result, rows, count).to(NativeTensors.type(call.input(0)));
  }

  private void vote(double[] row, double[] result, int offset) {
    boolean[] seen = new boolean[count];
    for (long root : roots) {
      int leaf = leaf(row, (int) root);
      int target = (int) targets[leaf];
      double before = result[offset + target];
      double own = weights[leaf];
      result[offset + target] =
          switch (votes) {
            case 2 -> seen[target] ? Math.min(before, own) : own;
            case 3 -> seen[target] ? Math.max(before, own) : own;
            case 0 -> before + own / roots.length;
            default -> before + own;
          };
      seen[target] = true;
    }
  }

  private int leaf(double[] row, int root) {
    int node = root;
    while (true) {
      boolean yes = holds(row[(int) features[node]], node);
      int next = (int) (yes ? trueNext[node] : falseNext[node]);
      if ((yes ? trueLeaf[node] : falseLeaf[node]) != 0) {
        return next;
      }
      node = next;
    }
  }

  private boolean holds(double value, int node) {
    if (Double.isNaN(value) && missingIsTrue.length > 0 && missingIsTrue[node] != 0) {
      return true;
    }
    double split = splits[node];
    return switch ((int) modes[node]) {
      case 0 -> value <= split;
      case 1 -> value < split;
      case 2 -> value >= split;
      case 3 -> value > split;
      case 4 -> value == split;
      case 5 -> value != split;
      default -> members[node].contains(value);
    };
  }
}
