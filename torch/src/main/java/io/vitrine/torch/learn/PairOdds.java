package io.vitrine.torch.learn;

import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NodeContext;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Probabilities of classes from the scores of all pairs: each pair's is 1 / (1 + exp(a s + b)), and
 * the classes' are those that fit the pairs' best (Wu, Lin and Weng, 2004, second method), found by
 * the same steps as in LIBSVM and ONNX Runtime, until no row is off by more than 0.005 / K.
 */
final class PairOdds {
  private static final double EDGE = 1e-7;
  private static final int MOST_STEPS = 100;

  /** Slopes, one for each pair; empty where no probabilities are asked for. */
  private final float[] a;

  /** Offsets. */
  private final float[] b;

  private PairOdds(float[] a, float[] b) {
    this.a = a;
    this.b = b;
  }

  static PairOdds of(NodeContext context) {
    PairOdds odds =
        new PairOdds(
            Attributes.floats(context.node(), "prob_a"),
            Attributes.floats(context.node(), "prob_b"));
    if (odds.a.length != odds.b.length) {
      throw context.error(
          "expected as many of prob_a as of prob_b, found "
              + odds.a.length
              + " and "
              + odds.b.length);
    }
    return odds;
  }

  boolean isKnown() {
    return a.length > 0;
  }

  /** Scores of pairs (N, K (K - 1) / 2) to probabilities (N, K). */
  Tensor of(Tensor scores, int classes) {
    Tensor real = scores.to(torch.ScalarType.Double);
    Tensor pairs =
        torch.clamp(
            real.mul(Fresh.floats(a, a.length)).add(Fresh.floats(b, b.length)).neg().sigmoid(),
            new ScalarOptional(new Scalar(EDGE)),
            new ScalarOptional(new Scalar(1 - EDGE)));
    Tensor[][] quality = quality(pairs, classes);
    Tensor[] found = new Tensor[classes];
    for (int t = 0; t < classes; t++) {
      found[t] = torch.full_like(pairs.select(1, 0), new Scalar(1.0 / classes));
    }
    for (int step = 0; step < Math.max(MOST_STEPS, classes); step++) {
      Tensor open = off(quality, found).gt(new Scalar(0.005 / classes));
      if (!open.any().item_bool()) {
        break;
      }
      step(quality, found, open);
    }
    return torch.stack(new TensorVector(found), 1).to(torch.ScalarType.Float);
  }

  /** Q[t][t] = sum of r[j][t]^2, Q[t][j] = - r[j][t] r[t][j], each of them (N). */
  private static Tensor[][] quality(Tensor pairs, int classes) {
    Tensor[][] r = new Tensor[classes][classes];
    int pair = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++, pair++) {
        r[i][j] = pairs.select(1, pair);
        r[j][i] = r[i][j].neg().add(new Scalar(1));
      }
    }
    Tensor[][] quality = new Tensor[classes][classes];
    for (int t = 0; t < classes; t++) {
      Tensor own = torch.zeros_like(pairs.select(1, 0));
      for (int j = 0; j < classes; j++) {
        if (j != t) {
          own = own.add(r[j][t].square());
          quality[t][j] = r[j][t].mul(r[t][j]).neg();
        }
      }
      quality[t][t] = own;
    }
    return quality;
  }

  private static Tensor product(Tensor[] row, Tensor[] found) {
    Tensor sum = row[0].mul(found[0]);
    for (int j = 1; j < row.length; j++) {
      sum = sum.add(row[j].mul(found[j]));
    }
    return sum;
  }

  private static Tensor[] products(Tensor[][] quality, Tensor[] found) {
    Tensor[] products = new Tensor[found.length];
    for (int t = 0; t < found.length; t++) {
      products[t] = product(quality[t], found);
    }
    return products;
  }

  private static Tensor off(Tensor[][] quality, Tensor[] found) {
    Tensor[] products = products(quality, found);
    Tensor whole = product(products, found);
    Tensor most = torch.zeros_like(whole);
    for (Tensor each : products) {
      most = torch.maximum(most, each.sub(whole).abs());
    }
    return most;
  }

  /** Moves each class's probability once, in the rows that are still open. */
  private static void step(Tensor[][] quality, Tensor[] found, Tensor open) {
    Tensor[] products = products(quality, found);
    Tensor whole = product(products, found);
    int classes = found.length;
    for (int t = 0; t < classes; t++) {
      Tensor own = quality[t][t];
      Tensor moved = whole.sub(products[t]).div(own);
      Tensor by = torch.where(open, moved, torch.zeros_like(moved));
      Tensor scale = by.add(new Scalar(1));
      whole =
          whole.add(by.mul(by.mul(own).add(products[t].mul(new Scalar(2))))).div(scale.square());
      found[t] = found[t].add(by);
      for (int j = 0; j < classes; j++) {
        products[j] = products[j].add(by.mul(quality[t][j])).div(scale);
        found[j] = found[j].div(scale);
      }
    }
  }
}
