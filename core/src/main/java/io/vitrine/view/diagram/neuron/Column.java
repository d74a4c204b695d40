package io.vitrine.view.diagram.neuron;

import io.vitrine.figure.Solid.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The neurons of a layer that are drawn, upright about y = 0.
 *
 * @param x of their centers
 * @param units in all
 * @param shown the units drawn, from the top
 */
record Column(double x, int units, List<Integer> shown) {
  /** From one neuron to the next. */
  static final double PITCH = 3;

  static final double RADIUS = 1.1;

  /** The room of the dots for what is left out, in neurons. */
  private static final double DOTS = 1.5;

  Column {
    shown = List.copyOf(shown);
  }

  /** All units, or the first and the last ones, in all as many as {@code most}. */
  static Column of(double x, int units, int most) {
    List<Integer> shown = new ArrayList<>();
    int first = units <= most ? units : (most + 1) / 2;
    for (int i = 0; i < first; i++) {
      shown.add(i);
    }
    for (int i = units - Math.min(units, most) + first; i < units; i++) {
      shown.add(i);
    }
    return new Column(x, units, shown);
  }

  boolean isElided() {
    return shown.size() < units;
  }

  /** How many neurons stand above the dots; all where there are none. */
  private int above() {
    return isElided() ? (shown.size() + 1) / 2 : shown.size();
  }

  private double gap() {
    return isElided() ? DOTS * PITCH : 0;
  }

  double height() {
    return (shown.size() - 1) * PITCH + gap();
  }

  /** The center of a neuron by its place in the column. */
  Point at(int place) {
    double down = place * PITCH + (place < above() ? 0 : gap());
    return new Point(x, height() / 2 - down, 0);
  }

  /** Where the bias stands: a neuron above the first. */
  Point bias() {
    return at(0).plus(0, PITCH * 1.2, 0);
  }

  /** The centers of the dots for what is left out; none where nothing is. */
  List<Point> dots() {
    if (!isElided()) {
      return List.of();
    }
    Point last = at(above() - 1);
    double step = (PITCH + gap()) / 4;
    return List.of(last.plus(0, -step, 0), last.plus(0, -2 * step, 0), last.plus(0, -3 * step, 0));
  }
}
