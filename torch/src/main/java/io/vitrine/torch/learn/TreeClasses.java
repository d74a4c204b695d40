package io.vitrine.torch.learn;

import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Scores classes by the votes of decision trees (ONNX, TreeEnsembleClassifier): (N, C) to labels
 * (N) and scores (N, K). Where all leaves of two classes vote for number 0, that is the second's
 * score; the first has what is left of 1 where no vote is negative, else its negative. A label of a
 * row is the class of the highest score among those that its leaves vote for. Where there is one
 * label only, labels are 0 and 1.
 */
final class TreeClasses {
  private final Forest forest;
  private final ClassLabels labels;
  private final double[] base;
  private final PostTransform transform;
  private final boolean shared;
  private final boolean positive;

  private TreeClasses(NodeContext context) {
    this.forest = ForestReader.older(context, "class");
    this.labels = ClassLabels.of(context, "classlabels_int64s");
    this.transform = PostTransform.of(context);
    double[] given = Attributes.doubles(context.node(), "base_values");
    this.base =
        given.length > 0 ? given : Attributes.doubles(context.node(), "base_values_as_tensor");
    List<Forest.Vote> votes = forest.leaves().stream().flatMap(List::stream).toList();
    this.shared =
        labels.count() == 2 && votes.stream().mapToInt(Forest.Vote::target).allMatch(id -> id == 0);
    this.positive = votes.stream().allMatch(vote -> vote.weight() >= 0);
    forest.check(context, labels.count());
    if (base.length != 0 && base.length != labels.count() && !(shared && base.length == 1)) {
      throw context.error("expected " + labels.count() + " base_values, found " + base.length);
    }
  }

  static OperatorRun prepare(NodeContext context) {
    TreeClasses classes = new TreeClasses(context);
    return classes.shared ? classes::ofTwo : classes::ofAll;
  }

  private List<NativeValue> ofTwo(Call call) {
    double[][] rows = Trees.rows(call, forest);
    double[] scores = new double[rows.length];
    long[] places = new long[rows.length];
    for (int row = 0; row < rows.length; row++) {
      float sum = base.length == 0 ? 0 : (float) base[base.length - 1];
      for (int root : forest.roots()) {
        for (Forest.Vote vote : forest.votes(rows[row], root)) {
          sum += (float) vote.weight();
        }
      }
      scores[row] = sum;
      places[row] = sum > (positive ? 0.5 : 0) ? 1 : 0;
    }
    PostTransform.Opposite first =
        positive ? PostTransform.Opposite.REST_OF_ONE : PostTransform.Opposite.NEGATIVE;
    Tensor given = transform.ofTwo(Fresh.doubles(scores, rows.length, 1), first);
    return results(places, given);
  }

  private List<NativeValue> ofAll(Call call) {
    double[][] rows = Trees.rows(call, forest);
    int count = labels.count();
    double[] scores = new double[Math.multiplyExact(rows.length, count)];
    long[] places = new long[rows.length];
    for (int row = 0; row < rows.length; row++) {
      places[row] = vote(rows[row], scores, row * count);
    }
    return results(places, transform.of(Fresh.doubles(scores, rows.length, count)));
  }

  /** Adds up one row's votes; gives the class of the highest score among those that have one. */
  private int vote(double[] row, double[] scores, int offset) {
    boolean[] seen = new boolean[labels.count()];
    for (int root : forest.roots()) {
      for (Forest.Vote vote : forest.votes(row, root)) {
        scores[offset + vote.target()] += vote.weight();
        seen[vote.target()] = true;
      }
    }
    int best = -1;
    for (int each = 0; each < seen.length; each++) {
      if (base.length > 0) {
        scores[offset + each] += base[each];
      }
      boolean counts = seen[each] || base.length > 0 || seen.length == 2;
      if (counts && (best < 0 || scores[offset + each] > scores[offset + best])) {
        best = each;
      }
    }
    return seen.length == 1 ? (scores[offset] > 0 ? 1 : 0) : Math.max(best, 0);
  }

  private List<NativeValue> results(long[] places, Tensor scores) {
    Tensor chosen = Fresh.longs(places, places.length);
    return List.of(
        labels.count() == 1 ? NativeValue.of(chosen) : labels.at(chosen),
        NativeValue.of(scores.to(ScalarType.Float)));
  }
}
