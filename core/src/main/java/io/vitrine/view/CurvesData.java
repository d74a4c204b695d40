package io.vitrine.view;

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
    String network, Points batchLoss, Splits loss, Splits accuracy, OptionalInt classes) {
  /**
   * One measure of each part of the data, per epoch; {@link Points#NONE} where it was not taken.
   */
  public record Splits(Points training, Points validation, Points test) {
    /** Nothing measured. */
    public static final Splits NONE = new Splits(Points.NONE, Points.NONE, Points.NONE);

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
  public record Best(Basis basis, int epoch, double step, double value) {}

  public CurvesData {
    if (classes.isPresent() && classes.getAsInt() < 1) {
      throw new IllegalArgumentException("classes: expected 1 or more, found " + classes);
    }
    if (batchLoss.isEmpty() && loss.isEmpty() && accuracy.isEmpty()) {
      throw new IllegalArgumentException("the training of " + network + " logged nothing to show");
    }
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

  private Points measured(Basis basis) {
    return switch (basis) {
      case VALIDATION_ACCURACY -> accuracy.validation();
      case VALIDATION_LOSS -> loss.validation();
      case TEST_ACCURACY -> accuracy.test();
      case TEST_LOSS -> loss.test();
    };
  }

  private Optional<Best> best(Basis basis) {
    Points points = measured(basis);
    Optional<Best> best = Optional.empty();
    for (int i = 0; i < points.size(); i++) {
      double value = points.values().at(i);
      boolean better =
          best.isEmpty()
              || (basis.isLoss() ? value < best.get().value() : value > best.get().value());
      if (Double.isFinite(value) && better) {
        best = Optional.of(new Best(basis, epochAt(points, i), points.steps().at(i), value));
      }
    }
    return best;
  }

  /** The number of the epoch that a point closes: by the training's epochs where they are known. */
  private int epochAt(Points points, int index) {
    Points epochs = loss.training().isEmpty() ? points : loss.training();
    int epoch = 0;
    while (epoch < epochs.size() && epochs.steps().at(epoch) < points.steps().at(index)) {
      epoch++;
    }
    return epoch + 1;
  }

  /** The last step of all series. */
  double lastStep() {
    double last = 0;
    for (Points points :
        new Points[] {
          batchLoss,
          loss.training(),
          loss.validation(),
          loss.test(),
          accuracy.training(),
          accuracy.validation(),
          accuracy.test()
        }) {
      last = points.isEmpty() ? last : Math.max(last, points.steps().at(points.size() - 1));
    }
    return last;
  }

  /** The number of epochs measured. */
  int epochs() {
    return Math.max(
        Math.max(loss.training().size(), accuracy.training().size()),
        Math.max(
            Math.max(loss.test().size(), accuracy.test().size()),
            Math.max(loss.validation().size(), accuracy.validation().size())));
  }
}
