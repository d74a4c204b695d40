package io.vitrine.view.training;

import io.vitrine.run.RunLog;
import io.vitrine.run.Tags;
import io.vitrine.run.series.Series;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a training logged.
 *
 * @param network its name
 * @param batchLoss loss of every training batch
 * @param loss mean loss of each epoch, at the epoch's last step
 * @param accuracy share of right answers of each epoch, 0 to 1
 * @param classes the number of classes, empty where there are none
 */
public record CurvesData(
    String network, Series batchLoss, Splits loss, Splits accuracy, OptionalInt classes) {
  /** One measure of each part of the data, per epoch; empty where it was not taken. */
  public record Splits(Series training, Series validation, Series test) {
    /** Nothing measured. */
    public static final Splits NONE = new Splits(Series.empty(), Series.empty(), Series.empty());

    boolean isEmpty() {
      return training.isEmpty() && validation.isEmpty() && test.isEmpty();
    }
  }

  /** What the best epoch was chosen by. */
  public enum Basis {
    VALIDATION_ACCURACY,
    VALIDATION_LOSS,
    TEST_ACCURACY,
    TEST_LOSS;

    /** Whether the choice makes the number look better than it is: it saw the test images. */
    public boolean isOptimistic() {
      return this == TEST_ACCURACY || this == TEST_LOSS;
    }

    boolean isLoss() {
      return this == VALIDATION_LOSS || this == TEST_LOSS;
    }
  }

  /**
   * The best epoch.
   *
   * @param epoch counted from 1
   * @param step its last step
   * @param value of the measure that it was chosen by
   */
  public record Best(Basis basis, int epoch, long step, double value) {}

  public CurvesData {
    if (classes.isPresent() && classes.getAsInt() < 1) {
      throw new IllegalArgumentException("classes: expected 1 or more, found " + classes);
    }
    if (batchLoss.isEmpty() && loss.isEmpty() && accuracy.isEmpty()) {
      throw new IllegalArgumentException("the training of " + network + " logged nothing to show");
    }
  }

  /** What a run logged under {@link Tags}. */
  public static CurvesData from(RunLog log, String network, OptionalInt classes) {
    return new CurvesData(
        network,
        log.scalars(Tags.TRAIN_LOSS),
        new Splits(
            log.scalars(Tags.TRAIN_LOSS_EPOCH),
            log.scalars(Tags.VALIDATION_LOSS),
            log.scalars(Tags.TEST_LOSS)),
        new Splits(
            log.scalars(Tags.TRAIN_ACCURACY),
            log.scalars(Tags.VALIDATION_ACCURACY),
            log.scalars(Tags.TEST_ACCURACY)),
        classes);
  }

  /**
   * The best epoch by validation accuracy, else validation loss, else test accuracy, else test
   * loss; the earliest of equals; empty where none of them was measured.
   */
  public Optional<Best> best() {
    for (Basis basis : Basis.values()) {
      Optional<Best> best = best(basis);
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  private Series measured(Basis basis) {
    return switch (basis) {
      case VALIDATION_ACCURACY -> accuracy.validation();
      case VALIDATION_LOSS -> loss.validation();
      case TEST_ACCURACY -> accuracy.test();
      case TEST_LOSS -> loss.test();
    };
  }

  private Optional<Best> best(Basis basis) {
    Series points = measured(basis);
    Optional<Best> best = Optional.empty();
    for (int i = 0; i < points.size(); i++) {
      double value = points.value(i);
      boolean better =
          best.isEmpty()
              || (basis.isLoss() ? value < best.get().value() : value > best.get().value());
      if (Double.isFinite(value) && better) {
        best = Optional.of(new Best(basis, epochAt(points, i), points.step(i), value));
      }
    }
    return best;
  }

  /** The number of the epoch that a point closes: by the training's epochs where they are known. */
  private int epochAt(Series points, int index) {
    Series epochs = loss.training().isEmpty() ? points : loss.training();
    int epoch = 0;
    while (epoch < epochs.size() && epochs.step(epoch) < points.step(index)) {
      epoch++;
    }
    return epoch + 1;
  }

  /** The last step of all series. */
  double lastStep() {
    double last = 0;
    for (Series points :
        new Series[] {
          batchLoss,
          loss.training(),
          loss.validation(),
          loss.test(),
          accuracy.training(),
          accuracy.validation(),
          accuracy.test()
        }) {
      last = points.isEmpty() ? last : Math.max(last, (double) points.step(points.size() - 1));
    }
    return last;
  }

  /** The number of epochs measured. */
  public int epochs() {
    return Math.max(
        Math.max(loss.training().size(), accuracy.training().size()),
        Math.max(
            Math.max(loss.test().size(), accuracy.test().size()),
            Math.max(loss.validation().size(), accuracy.validation().size())));
  }
}
