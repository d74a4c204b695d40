package io.vitrine.render.layout.axes;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Axis.Range;

/**
 * From numbers on an axis to pixels.
 *
 * @param begin the pixel of the range's beginning
 * @param end the pixel of its end, less than {@code begin} on an axis that points up
 */
record Projection(Axis.Scale scale, Range range, double begin, double end) {
  /** Whether a number has a place: finite, and above zero on a logarithmic axis. */
  boolean places(double value) {
    return Double.isFinite(value) && (scale != Axis.Scale.LOG || value > 0);
  }

  double at(double value) {
    return begin + position(value) * (end - begin);
  }

  private double position(double value) {
    double from = range.from();
    double to = range.to();
    return scale == Axis.Scale.LOG
        ? Math.log(value / from) / Math.log(to / from)
        : (value - from) / (to - from);
  }

  /** The middle of a category's slot; categories divide the axis evenly. */
  double slot(int index, int count) {
    return begin + (index + 0.5) / count * (end - begin);
  }
}
