package io.vitrine.view;

import io.vitrine.figure.Numbers;

/**
 * A logged series.
 *
 * @param steps optimiser steps done, ascending
 * @param values one for each step; NaN and infinities are kept
 */
public record Points(Numbers steps, Numbers values) {
  /** A series that was not logged. */
  public static final Points NONE = new Points(Numbers.NONE, Numbers.NONE);

  public Points {
    if (steps.size() != values.size()) {
      throw new IllegalArgumentException(
          "a series has " + steps.size() + " steps and " + values.size() + " values");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (!(steps.at(i) > steps.at(i - 1))) {
        throw new IllegalArgumentException(
            "the steps of a series ascend, found " + steps.at(i) + " after " + steps.at(i - 1));
      }
    }
  }

  /** One value for each of the steps 1, 2, ... */
  public static Points counting(double... values) {
    return new Points(Numbers.counting(1, values.length), Numbers.of(values));
  }

  public int size() {
    return steps.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** How many values are NaN or infinite. */
  public long notFinite() {
    return values.stream().filter(value -> !Double.isFinite(value)).count();
  }

  /** The last value. Throws where the series is empty. */
  double last() {
    return values.at(size() - 1);
  }

  /** The values times a factor: shares as percentages. */
  Points times(double factor) {
    return new Points(steps, Numbers.of(size(), i -> values.at(i) * factor));
  }
}
