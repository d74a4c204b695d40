package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Solid.Point;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Proportions;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.List;

/**
 * The shape of what stands for the maps of a layer: sheets, each a little to the lower right of the
 * one before, or the slanted bar of a vector.
 *
 * @param sheets how many are drawn, 0 for a bar
 * @param width of a sheet, or how far a bar's lower end is to the right of its upper one
 * @param height of a sheet or a bar
 * @param step from one sheet to the next, to the right and down; in all at most half a height, so
 *     that the first and the last sheet are both beside the middle
 */
record Stack(int sheets, double width, double height, double step) {
  private static final double LARGEST_STEP = 0.55;
  private static final double SMALLEST_STEP = 0.32;

  /** How wide a bar is. */
  static final double BAR = 1;

  private static final int ALL = 6;
  private static final int MOST = 12;
  private static final double LEAN = 0.45;
  private static final double SHORTER = 0.5;

  static Stack of(Extent extent, Proportions proportions, long map, long sequence) {
    return switch (extent.form()) {
      case MAP ->
          of(
              sheets(extent.channels()),
              proportions.side(extent.width(), map),
              proportions.side(extent.height(), map));
      case SEQUENCE ->
          of(
              1,
              proportions.side(extent.width(), sequence),
              proportions.features(extent.channels()));
      case VECTOR -> {
        double length = SHORTER * proportions.depth(extent.channels());
        yield of(0, LEAN * length, length);
      }
    };
  }

  private static Stack of(int channels, double width, double height) {
    int sheets = Math.min(channels, 1 + (int) (height / 2 / SMALLEST_STEP));
    double step = Math.min(LARGEST_STEP, height / 2 / Math.max(1, sheets - 1));
    return new Stack(sheets, width, height, step);
  }

  /** All sheets of a few, and one more for each doubling of what is beyond. */
  static int sheets(long channels) {
    if (channels < 1) {
      return 1;
    }
    double more = Math.max(0, Math.log((double) channels / ALL) / Math.log(2));
    return (int) Math.min(MOST, Math.min(channels, ALL) + Math.round(more));
  }

  boolean isBar() {
    return sheets == 0;
  }

  double fullWidth() {
    return isBar() ? width + BAR : width + (sheets - 1) * step;
  }

  double fullHeight() {
    return isBar() ? height : height + (sheets - 1) * step;
  }

  /** The corners of a sheet, from its upper left clockwise; 0 is the farthest. */
  List<Point> corners(Place place, int sheet) {
    double x = place.west().x() + sheet * step;
    double y = place.west().y() + fullHeight() / 2 - sheet * step;
    return List.of(
        new Point(x, y, 0),
        new Point(x + width, y, 0),
        new Point(x + width, y - height, 0),
        new Point(x, y - height, 0));
  }

  /** The corners of a bar, from its upper left clockwise. */
  List<Point> bar(Place place) {
    double x = place.west().x();
    double y = place.west().y() + height / 2;
    return List.of(
        new Point(x, y, 0),
        new Point(x + BAR, y, 0),
        new Point(x + width + BAR, y - height, 0),
        new Point(x + width, y - height, 0));
  }

  /** A point of the nearest sheet: from its upper left corner, 0, to its lower right, 1. */
  Point onFront(Place place, double right, double down) {
    return corners(place, sheets - 1).get(0).plus(right * width, -down * height, 0);
  }

  /** Where a level line, some way above the middle, meets its left side. */
  Point left(Place place, double up) {
    if (isBar()) {
      return place.west().plus(width * (0.5 - up / height), up, 0);
    }
    double below = Math.max(0, fullHeight() / 2 - height - up);
    return place.west().plus(step * Math.ceil(below / Math.max(1e-9, step)), up, 0);
  }

  /** Where a line along the middle leaves its right side. */
  Point right(Place place) {
    return place.west().plus(isBar() ? width / 2 + BAR : fullWidth(), 0, 0);
  }
}
