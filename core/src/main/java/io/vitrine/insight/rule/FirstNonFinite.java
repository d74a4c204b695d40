package io.vitrine.insight.rule;

/**
 * Where NaN or infinity first appeared in a training.
 *
 * @param place the series: {@code loss}, or the name of a parameter whose gradient it is
 * @param step in which, from 1
 * @param epoch in which, from 1
 * @param value NaN or an infinity
 */
public record FirstNonFinite(String place, long step, int epoch, double value) {
  public FirstNonFinite {
    if (Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "expected NaN or an infinity in step " + step + " of " + place + ", found " + value);
    }
  }
}
