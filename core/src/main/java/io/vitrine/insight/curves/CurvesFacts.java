package io.vitrine.insight.curves;

import io.vitrine.engine.Mode;
import io.vitrine.insight.rule.FirstNonFinite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run's losses and accuracies.
 *
 * @param epochs in order
 * @param classes how many classes there are to choose from, 0 where that is not known
 * @param firstBatchLoss the loss of the first batch, before the first update
 * @param nonFinite where the loss first became NaN or infinite
 * @param evaluation how validation and test were measured; {@link Mode#TRAINING} is the article's
 *     way
 */
public record CurvesFacts(
    List<Epoch> epochs,
    int classes,
    OptionalDouble firstBatchLoss,
    Optional<FirstNonFinite> nonFinite,
    Mode evaluation) {
  public CurvesFacts {
    epochs = List.copyOf(epochs);
    if (classes < 0) {
      throw new IllegalArgumentException("classes: expected 0 or more, found " + classes);
    }
  }

  /**
   * One epoch's means.
   *
   * @param number from 1
   * @param training over the epoch's batches, as they were trained: dropout on, weights moving
   * @param validation after the epoch, on images held out to choose by
   * @param test after the epoch
   */
  public record Epoch(int number, Measure training, Measure validation, Measure test) {}

  /**
   * What was measured on one set of images.
   *
   * @param loss mean, natural logarithm
   * @param accuracy share of right answers, 0 to 1
   */
  public record Measure(OptionalDouble loss, OptionalDouble accuracy) {
    /** Nothing. */
    public static final Measure NONE = new Measure(OptionalDouble.empty(), OptionalDouble.empty());

    public static Measure of(double loss, double accuracy) {
      return new Measure(OptionalDouble.of(loss), OptionalDouble.of(accuracy));
    }

    boolean isWhole() {
      return loss.isPresent() && accuracy.isPresent();
    }
  }

  /** A set of images that the network did not learn from. */
  enum HeldOut {
    VALIDATION,
    TEST;

    Measure in(Epoch epoch) {
      return this == VALIDATION ? epoch.validation() : epoch.test();
    }

    String term() {
      return this == VALIDATION ? "validation" : "test";
    }
  }

  /** The set to choose by: validation, or else the test set; empty without either. */
  Optional<HeldOut> heldOut() {
    return List.of(HeldOut.VALIDATION, HeldOut.TEST).stream()
        .filter(set -> epochs.stream().anyMatch(epoch -> set.in(epoch).isWhole()))
        .findFirst();
  }

  /** The epochs in which a set was measured with finite numbers. */
  List<Epoch> measured(HeldOut set) {
    return epochs.stream()
        .filter(epoch -> set.in(epoch).isWhole() && isFinite(set.in(epoch)))
        .toList();
  }

  private static boolean isFinite(Measure measure) {
    return Double.isFinite(measure.loss().orElseThrow())
        && Double.isFinite(measure.accuracy().orElseThrow());
  }

  /** The last epoch, empty before its end. */
  Optional<Epoch> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }
}
