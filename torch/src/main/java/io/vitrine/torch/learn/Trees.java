package io.vitrine.torch.learn;

import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Predicts numbers from the votes of decision trees. */
final class Trees {
  /** How the votes for one target become one number, in the order of ONNX's numbers. */
  enum Aggregate {
    AVERAGE,
    SUM,
    MIN,
    MAX;

    /** Whether one vote decides, so that the first counts as it is. */
    boolean isOfOne() {
      return this == MIN || this == MAX;
    }

    double of(double before, double vote, int trees) {
      return switch (this) {
        case AVERAGE -> before + vote / trees;
        case SUM -> before + vote;
        case MIN -> Math.min(before, vote);
        case MAX -> Math.max(before, vote);
      };
    }
  }

  private final Forest forest;
  private final Aggregate aggregate;
  private final int targets;
  private final double[] base;
  private final PostTransform transform;

  private Trees(NodeContext context, Forest forest, Aggregate aggregate, PostTransform transform) {
    this.forest = forest;
    this.aggregate = aggregate;
    this.transform = transform;
    this.targets = Math.toIntExact(context.node().intOr("n_targets", 1));
    double[] given = Attributes.doubles(context.node(), "base_values");
    this.base =
        given.length > 0 ? given : Attributes.doubles(context.node(), "base_values_as_tensor");
    forest.check(context, targets);
    if (base.length != 0 && base.length != targets) {
      throw context.error("expected " + targets + " base_values, found " + base.length);
    }
  }

  /** TreeEnsemble: (N, C) to (N, targets). */
  static OperatorRun prepare(NodeContext context) {
    long number = context.node().intOr("aggregate_function", 1);
    if (number < 0 || number >= Aggregate.values().length) {
      throw context.error("expected an aggregate_function from 0 to 3, found " + number);
    }
    Trees trees =
        new Trees(
            context,
            ForestReader.newer(context),
            Aggregate.values()[(int) number],
            PostTransform.numbered(context));
    return OperatorRun.of(call -> trees.run(call).to(NativeTensors.type(call.input(0))));
  }

  /** TreeEnsembleRegressor: (N, C) to 32-bit (N, targets). */
  static OperatorRun regress(NodeContext context) {
    String name = context.node().stringOr("aggregate_function", "SUM");
    Aggregate found =
        Arrays.stream(Aggregate.values())
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> context.error("expected an aggregate_function of ONNX's, found " + name));
    Trees trees =
        new Trees(context, ForestReader.older(context, "target"), found, PostTransform.of(context));
    return OperatorRun.of(
        call -> trees.run(call).to(org.bytedeco.pytorch.global.torch.ScalarType.Float));
  }

  /** The rows of an input (N, C) or (C), each of at least as many numbers as trees read. */
  static double[][] rows(Call call, Forest forest) {
    double[] input = call.doubles(0);
    int count = call.input(0).dim() < 2 ? 1 : (int) call.input(0).size(0);
    int width = count == 0 ? forest.width() : input.length / count;
    if (width < forest.width()) {
      throw new IllegalArgumentException(
          "expected rows of at least " + forest.width() + " features, found " + width);
    }
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(input, i * width, (i + 1) * width));
    return rows;
  }

  private Tensor run(Call call) {
    double[][] rows = rows(call, forest);
    double[] result = new double[Math.multiplyExact(rows.length, targets)];
    for (int row = 0; row < rows.length; row++) {
      vote(rows[row], result, row * targets);
    }
    return transform.of(Fresh.doubles(result, rows.length, targets));
  }

  private void vote(double[] row, double[] result, int offset) {
    boolean[] seen = new boolean[targets];
    int trees = forest.roots().size();
    for (int root : forest.roots()) {
      List<Forest.Vote> votes = forest.votes(row, root);
      for (Forest.Vote vote : votes) {
        int target = vote.target();
        boolean first = !seen[target] && aggregate.isOfOne();
        result[offset + target] =
            first ? vote.weight() : aggregate.of(result[offset + target], vote.weight(), trees);
        seen[target] = true;
      }
    }
    for (int target = 0; target < base.length; target++) {
      result[offset + target] += base[target];
    }
  }
}
