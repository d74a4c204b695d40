package io.vitrine.figure;

import java.util.List;

/**
 * Lines, bars and rules between two axes, with a legend of the marks that have names.
 *
 * @param heightPx height of the area between the axes, in CSS pixels
 */
public record AxesPanel(String title, Axis x, Axis y, List<Mark> marks, double heightPx)
    implements Panel {
  private static final double HEIGHT_PX = 260;

  public AxesPanel {
    marks = List.copyOf(marks);
    if (x.isCategorical() && y.isCategorical()) {
      throw new IllegalArgumentException("the panel '" + title + "' has categories on both axes");
    }
    if (!(heightPx >= 40)) {
      throw new IllegalArgumentException(
          "the panel '" + title + "' is " + heightPx + " px high; at least 40");
    }
    for (Mark mark : marks) {
      if (mark instanceof Mark.Bars bars) {
        checkBars(title, bars, x.isCategorical() ? x : y);
      }
    }
  }

  private static void checkBars(String title, Mark.Bars bars, Axis axis) {
    if (bars.values().size() != axis.categories().size()) {
      throw new IllegalArgumentException(
          "the bars '"
              + bars.name()
              + "' of the panel '"
              + title
              + "' have "
              + bars.values().size()
              + " values for "
              + axis.categories().size()
              + " categories");
    }
  }

  public static AxesPanel of(String title, Axis x, Axis y, List<? extends Mark> marks) {
    return new AxesPanel(title, x, y, List.copyOf(marks), HEIGHT_PX);
  }

  public static AxesPanel of(String title, Axis x, Axis y, Mark... marks) {
    return of(title, x, y, List.of(marks));
  }

  public AxesPanel high(double px) {
    return new AxesPanel(title, x, y, marks, px);
  }
}
