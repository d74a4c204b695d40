package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Support vector machines: rows are compared with support vectors, or with the coefficients
 * themselves where there are none.
 */
final class VectorMachine {
  private final Kernel kernel;
  private final float[] coefficients;
  private final float[] vectors;
  private final float[] rho;
  private final PostTransform transform;

  private VectorMachine(NodeContext context) {
    Node node = context.node();
    this.kernel = Kernel.of(context);
    this.coefficients = Attributes.floats(node, "coefficients");
    this.vectors = Attributes.floats(node, "support_vectors");
    this.rho = Attributes.floats(node, "rho");
    this.transform = PostTransform.of(context);
    if (coefficients.length == 0 || rho.length == 0) {
      throw context.error("expected coefficients and rho, found none");
    }
  }

  /** SVMRegressor: (N, C) to (N, 1). */
  static OperatorRun regress(NodeContext context) {
    VectorMachine machine = new VectorMachine(context);
    long supports = context.node().intOr("n_supports", 0);
    boolean sides = context.node().intOr("one_class", 0) != 0;
    return OperatorRun.of(
        call -> {
          Tensor value = machine.value(rows(call), supports).add(new Scalar(machine.rho[0]));
          return sides
              ? value.gt(new Scalar(0)).to(ScalarType.Float).mul(new Scalar(2)).sub(new Scalar(1))
              : value;
        });
  }

  private Tensor value(Tensor rows, long supports) {
    Tensor weights = Fresh.floats(coefficients, coefficients.length);
    if (supports == 0) {
      return kernel.of(rows, weights.unsqueeze(0));
    }
    Tensor alike = kernel.of(rows, Fresh.floats(vectors, vectors.length).reshape(supports, -1));
    return alike.matmul(weights.unsqueeze(1));
  }

  private static Tensor rows(Call call) {
    Tensor given = call.input(0).to(ScalarType.Float);
    return given.dim() == 1 ? given.unsqueeze(0) : given;
  }

  /**
   * SVMClassifier: (N, C) to labels (N) and scores: of K classes where there are no support vectors
   * or odds are asked for, else of the K (K - 1) / 2 pairs, of which each gives a vote. Of two
   * classes both are scored.
   */
  static OperatorRun classify(NodeContext context) {
    VectorMachine machine = new VectorMachine(context);
    ClassLabels labels = ClassLabels.of(context, "classlabels_ints");
    long[] counts = Attributes.longs(context.node(), "vectors_per_class");
    PairOdds odds = PairOdds.of(context);
    if (Arrays.stream(counts).sum() == 0) {
      return call -> machine.straight(rows(call), labels);
    }
    Function<Tensor, Tensor> pairs = pairs(machine, context, counts);
    return call -> {
      Tensor scores = pairs.apply(rows(call));
      NativeValue label =
          labels.at(votes(scores, counts.length).argmax(new LongOptional(1), false));
      Tensor given = odds.isKnown() ? odds.of(scores, counts.length) : scores;
      return List.of(label, NativeValue.of(machine.scored(given)));
    };
  }

  private List<NativeValue> straight(Tensor rows, ClassLabels labels) {
    Tensor weights = Fresh.floats(coefficients, coefficients.length).reshape(labels.count(), -1);
    Tensor scores = kernel.of(rows, weights).add(new Scalar(rho[0]));
    return List.of(
        labels.at(scores.argmax(new LongOptional(1), false)), NativeValue.of(transform.of(scores)));
  }

  private Tensor scored(Tensor scores) {
    PostTransform.Opposite first =
        transform == PostTransform.NONE
            ? PostTransform.Opposite.NEGATIVE
            : PostTransform.Opposite.REST_OF_ONE;
    return scores.size(1) == 1 ? transform.ofTwo(scores, first) : transform.of(scores);
  }

  /**
   * The score of each pair i before j: the vectors of i with their coefficients against j, and
   * those of j with theirs against i, of which each class has a row fewer than there are classes.
   */
  private static Function<Tensor, Tensor> pairs(
      VectorMachine machine, NodeContext context, long[] counts) {
    long all = Arrays.stream(counts).sum();
    int classes = counts.length;
    int expected = classes * (classes - 1) / 2;
    if (machine.coefficients.length != all * (classes - 1) || machine.rho.length != expected) {
      throw context.error(
          "expected "
              + all * (classes - 1)
              + " coefficients and "
              + expected
              + " of rho, found "
              + machine.coefficients.length
              + " and "
              + machine.rho.length);
    }
    return rows -> {
      Tensor vectors = Fresh.floats(machine.vectors, machine.vectors.length).reshape(all, -1);
      Tensor alike = machine.kernel.of(rows, vectors);
      return alike
          .matmul(Fresh.floats(machine.between(counts), expected, all).t())
          .add(Fresh.floats(machine.rho, expected));
    };
  }

  /** What each pair (rows) makes of each vector (columns). */
  private float[] between(long[] counts) {
    int all = (int) Arrays.stream(counts).sum();
    int classes = counts.length;
    float[] weights = new float[classes * (classes - 1) / 2 * all];
    int pair = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++, pair++) {
        copy(weights, pair * all, counts, i, (j - 1) * all);
        copy(weights, pair * all, counts, j, i * all);
      }
    }
    return weights;
  }

  private void copy(float[] into, int row, long[] counts, int of, int from) {
    int start = (int) Arrays.stream(counts, 0, of).sum();
    System.arraycopy(coefficients, from + start, into, row + start, (int) counts[of]);
  }

  private static Tensor votes(Tensor scores, int classes) {
    Tensor[] votes = new Tensor[classes];
    Arrays.setAll(votes, i -> torch.zeros_like(scores.select(1, 0)));
    int pair = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++, pair++) {
        Tensor won = scores.select(1, pair).gt(new Scalar(0)).to(ScalarType.Float);
        votes[i] = votes[i].add(won);
        votes[j] = votes[j].add(won.neg().add(new Scalar(1)));
      }
    }
    return torch.stack(new TensorVector(votes), 1);
  }
}
