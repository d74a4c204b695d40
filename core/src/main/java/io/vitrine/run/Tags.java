package io.vitrine.run;

/**
 * The tags under which Vitrine logs a training.
 *
 * <p>A step is the number of optimiser steps done: the first batch is step 1. What belongs to an
 * epoch is logged at the epoch's last step, together with {@link #EPOCH}. {@code <parameter>} is
 * the parameter's dotted name, such as {@code layer1.0.weight}.
 */
public final class Tags {
  /** Loss of each training batch, every step. */
  public static final String TRAIN_LOSS = "loss/train";

  /** Mean training loss over the epoch's samples. */
  public static final String TRAIN_LOSS_EPOCH = "loss/train_epoch";

  /** Mean loss on the validation set, per epoch. */
  public static final String VALIDATION_LOSS = "loss/validation";

  /** Mean loss on the test set, per epoch. */
  public static final String TEST_LOSS = "loss/test";

  /** Share of right answers during the epoch's training steps, 0 to 1. */
  public static final String TRAIN_ACCURACY = "accuracy/train";

  /** Share of right answers on the validation set, 0 to 1, per epoch. */
  public static final String VALIDATION_ACCURACY = "accuracy/validation";

  /** Share of right answers on the test set, 0 to 1, per epoch. */
  public static final String TEST_ACCURACY = "accuracy/test";

  /** Learning rate of the step. */
  public static final String LEARNING_RATE = "learning_rate";

  /** Training throughput, images per second. */
  public static final String IMAGES_PER_SECOND = "images_per_second";

  /** The number of epochs done, at each epoch's last step. */
  public static final String EPOCH = "epoch";

  /** Before a parameter's name: see {@link #gradientMeanAbs}. */
  public static final String GRADIENT_MEAN_ABS = "gradient/mean_abs/";

  /** Before a parameter's name: see {@link #gradientMaxAbs}. */
  public static final String GRADIENT_MAX_ABS = "gradient/max_abs/";

  /** Before a parameter's name: see {@link #gradientStd}. */
  public static final String GRADIENT_STD = "gradient/std/";

  /** Before a parameter's name: see {@link #updateRatio}. */
  public static final String UPDATE_RATIO = "update_ratio/";

  /** Before a parameter's name: see {@link #weights}. */
  public static final String WEIGHTS = "weights/";

  /** Before a parameter's name: see {@link #gradients}. */
  public static final String GRADIENTS = "gradients/";

  private Tags() {}

  /** Mean of |g| over a parameter's elements, every step. */
  public static String gradientMeanAbs(String parameter) {
    return GRADIENT_MEAN_ABS + parameter;
  }

  /** Largest |g| of a parameter, of the epoch's last batch, per epoch. */
  public static String gradientMaxAbs(String parameter) {
    return GRADIENT_MAX_ABS + parameter;
  }

  /** Standard deviation of g, of the epoch's last batch, per epoch. */
  public static String gradientStd(String parameter) {
    return GRADIENT_STD + parameter;
  }

  /** log10 of |update| / |parameter| (L2 norms) of the epoch's last step, per epoch. */
  public static String updateRatio(String parameter) {
    return UPDATE_RATIO + parameter;
  }

  /** Histogram of a parameter, per epoch. */
  public static String weights(String parameter) {
    return WEIGHTS + parameter;
  }

  /** Histogram of a parameter's gradient, of the epoch's last batch, per epoch. */
  public static String gradients(String parameter) {
    return GRADIENTS + parameter;
  }

  /** How many values of a histogram's step were NaN; logged where there are any. */
  public static String nans(String histogramTag) {
    return histogramTag + "/nan";
  }

  /** How many values of a histogram's step were infinite; logged where there are any. */
  public static String infinities(String histogramTag) {
    return histogramTag + "/infinite";
  }
}
