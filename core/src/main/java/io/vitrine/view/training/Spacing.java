package io.vitrine.view.training;

import io.vitrine.figure.Axis;

/** How the numbers of an axis are spaced. */
public enum Spacing {
  LINEAR,
  /** Equal steps for equal ratios. */
  LOG;

  Axis axis(String label) {
    return this == LOG ? Axis.log(label) : Axis.linear(label);
  }
}
