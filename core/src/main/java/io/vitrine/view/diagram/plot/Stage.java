package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Solid.Point;
import java.util.OptionalDouble;

/**
 * The settings of a macro block: several pieces in a row.
 *
 * @param size the maps' size as it is written
 * @param filters of each convolution
 * @param height of the boxes, as their depth
 * @param width of each sub-box
 * @param offset from what it follows, in centimeters
 * @param opacity of what is not a convolution, in place of its colors' own
 */
public record Stage(
    String size,
    long filters,
    double height,
    double depth,
    double width,
    Point offset,
    OptionalDouble opacity) {
  /** A stage of the usual look. */
  public static Stage of(long size, long filters) {
    return new Stage(
        Long.toString(size), filters, 32, 32, 3.5, new Point(1, 0, 0), OptionalDouble.empty());
  }

  public Stage box(double newHeight, double newDepth, double newWidth) {
    return new Stage(size, filters, newHeight, newDepth, newWidth, offset, opacity);
  }

  /** Farther from what it follows, in centimeters. */
  public Stage offset(double x, double y, double z) {
    return new Stage(size, filters, height, depth, width, new Point(x, y, z), opacity);
  }

  public Stage opacity(double share) {
    return new Stage(size, filters, height, depth, width, offset, OptionalDouble.of(share));
  }
}
