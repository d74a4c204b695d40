package io.vitrine.engine;

/**
 * What a network says to labelled items.
 *
 * @param count items
 * @param loss mean loss per item
 * @param correct items whose largest logit is their class; 0 where there are no classes
 */
public record Evaluation(long count, double loss, long correct) {
  /** No items yet. */
  public static final Evaluation NONE = new Evaluation(0, 0, 0);

  /** The figures of both together, the loss weighted by items. */
  public Evaluation plus(Evaluation other) {
    long total = count + other.count;
    double mean = total == 0 ? 0 : (loss * count + other.loss * other.count) / total;
    return new Evaluation(total, mean, correct + other.correct);
  }

  /** Share of right answers, 0 to 1. */
  public double accuracy() {
    return count == 0 ? 0 : (double) correct / count;
  }
}
