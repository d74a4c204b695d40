package io.vitrine.render.layout.axes;

/**
 * A place on an axis.
 *
 * @param label beside it; empty for a small one
 */
record Tick(double value, String label) {
  boolean isMajor() {
    return !label.isEmpty();
  }
}
