package io.vitrine.torch.learn;

import io.vitrine.torch.call.NodeContext;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What classical models do with their scores at the end (ONNX, {@code post_transform}). */
enum PostTransform {
  NONE,
  LOGISTIC,
  SOFTMAX,
  SOFTMAX_ZERO,
  PROBIT;

  /** Scores nearer to 0 than this stay what they are in {@link #SOFTMAX_ZERO}. */
  private static final double NOTHING = 1e-7;

  static PostTransform of(NodeContext context) {
    return named(context, context.node().stringOr("post_transform", "NONE"));
  }

  /** The same for a node that numbers them. */
  static PostTransform numbered(NodeContext context) {
    long number = context.node().intOr("post_transform", 0);
    if (number < 0 || number >= values().length) {
      throw context.error("expected a post_transform from 0 to 4, found " + number);
    }
    return values()[(int) number];
  }

  private static PostTransform named(NodeContext context, String name) {
    for (PostTransform each : values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw context.error("expected a post_transform that ONNX knows, found " + name);
  }

  /**
   * Scores (N, K) of targets or of three and more classes. As in ONNX Runtime, a single score is
   * only changed by PROBIT.
   */
  Tensor of(Tensor scores) {
    return scores.size(1) == 1 && this != PROBIT ? scores : each(scores);
  }

  private Tensor each(Tensor scores) {
    return switch (this) {
      case NONE -> scores;
      case LOGISTIC -> scores.sigmoid();
      case SOFTMAX -> torch.softmax(scores, 1);
      case SOFTMAX_ZERO -> softmaxOfOthers(scores);
      case PROBIT -> probit(scores);
    };
  }

  /**
   * Scores (N, 2) from the one score (N, 1) of the second of two classes, as ONNX Runtime has it: a
   * logistic one becomes the chances of both, others stay beside the first class's.
   *
   * @param first the first class's score where the score is no logistic one
   */
  Tensor ofTwo(Tensor score, Opposite first) {
    return switch (this) {
      case LOGISTIC -> torch.cat(pair(score.neg().sigmoid(), score.sigmoid()), 1);
      case PROBIT -> torch.cat(pair(probit(score).neg(), probit(score)), 1);
      default -> torch.cat(pair(first.of(score), score), 1);
    };
  }

  /** The score of the class that is not scored. */
  enum Opposite {
    NEGATIVE,
    REST_OF_ONE;

    Tensor of(Tensor score) {
      return this == NEGATIVE ? score.neg() : score.neg().add(new Scalar(1));
    }
  }

  private static TensorVector pair(Tensor first, Tensor second) {
    return new TensorVector(first, second);
  }

  /** A softmax that leaves scores of 0 where they are: they count, scaled down by the largest. */
  private static Tensor softmaxOfOthers(Tensor scores) {
    Tensor most = scores.amax(new long[] {1}, true);
    Tensor raised =
        torch.where(
            scores.abs().gt(new Scalar(NOTHING)),
            scores.sub(most).exp(),
            scores.mul(most.neg().exp()));
    Tensor sum = raised.sum(new long[] {1}, true, new ScalarTypeOptional());
    Tensor shares = raised.div(torch.where(sum.eq(new Scalar(0)), torch.ones_like(sum), sum));
    return torch.where(sum.eq(new Scalar(0)), torch.full_like(shares, new Scalar(0.5)), shares);
  }

  /**
   * The normal distribution's quantile, by Winitzki's approximation of erf's inverse with a =
   * 0.147, which ONNX Runtime takes too: errors up to 0.002.
   */
  private static Tensor probit(Tensor scores) {
    double a = 0.147;
    Tensor x = scores.mul(new Scalar(2)).sub(new Scalar(1));
    Tensor log = x.square().neg().add(new Scalar(1)).log();
    Tensor v = log.mul(new Scalar(0.5)).add(new Scalar(2 / (Math.PI * a)));
    Tensor root = v.square().sub(log.mul(new Scalar(1 / a))).sqrt().sub(v).sqrt();
    return x.sign().mul(root).mul(new Scalar(Math.sqrt(2)));
  }
}
