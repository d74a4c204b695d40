package io.vitrine.render.layout.axes;

import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.render.drawing.Outline;

/**
 * The path of a line, thinned where it has many points to a pixel.
 *
 * <p>A column of pixels looks the same whether all its points are joined or only the first, the
 * lowest, the highest and the last (Jugel et al., M4, 2014), so no more than these are kept. What
 * is drawn thus never depends on the number of points, and a file stays small. Points without a
 * place interrupt the path.
 */
final class LinePath {
  private final Projection x;
  private final Projection y;
  private final LineStyle.Course course;
  private final Outline.Builder path = Outline.builder();
  private boolean isDown;
  private double lastY;

  private int column = Integer.MIN_VALUE;
  private double[] low = {0, 0};
  private double[] high = {0, 0};
  private double[] last = {0, 0};
  private double[] drawn = {};
  private int waiting;

  private LinePath(Projection x, Projection y, LineStyle.Course course) {
    this.x = x;
    this.y = y;
    this.course = course;
  }

  static Outline of(Mark.Line line, Projection x, Projection y) {
    LinePath path = new LinePath(x, y, line.style().course());
    for (int i = 0; i < line.x().size(); i++) {
      path.add(line.x().at(i), line.y().at(i));
    }
    path.flush();
    return path.path.build();
  }

  private void add(double valueX, double valueY) {
    if (!x.places(valueX) || !y.places(valueY)) {
      flush();
      isDown = false;
      column = Integer.MIN_VALUE;
      return;
    }
    double[] point = {x.at(valueX), y.at(valueY)};
    int at = (int) Math.floor(point[0] * 2);
    if (at != column) {
      flush();
      column = at;
      draw(point);
      low = point;
      high = point;
    } else {
      low = point[1] < low[1] ? point : low;
      high = point[1] > high[1] ? point : high;
      waiting++;
    }
    last = point;
  }

  /** Draws what is kept of the column that ends. */
  private void flush() {
    if (waiting > 0) {
      draw(low[0] <= high[0] ? low : high);
      draw(low[0] <= high[0] ? high : low);
      draw(last);
    }
    waiting = 0;
  }

  private void draw(double[] point) {
    if (point == drawn) {
      return;
    }
    drawn = point;
    if (!isDown) {
      path.moveTo(point[0], point[1]);
    } else {
      if (course == LineStyle.Course.STEPS) {
        path.lineTo(point[0], lastY);
      }
      path.lineTo(point[0], point[1]);
    }
    isDown = true;
    lastY = point[1];
  }
}
