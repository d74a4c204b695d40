package io.vitrine.figure;

import io.vitrine.figure.color.Paint;
import java.util.List;

/** Something drawn between two axes. A mark with a name has an entry in the legend. */
public sealed interface Mark {
  /** The name in the legend, or empty. */
  String name();

  /**
   * A line through points, in the order given. A value that is NaN or infinite, or not above zero
   * on a logarithmic axis, interrupts it and is marked as such at the edge.
   *
   * @param x one number for each point
   * @param y as many as {@code x}
   */
  record Line(String name, Numbers x, Numbers y, LineStyle style, Tag tag) implements Mark {
    public Line {
      if (x.size() != y.size()) {
        throw new IllegalArgumentException(
            "the line '" + name + "' has " + x.size() + " x values and " + y.size() + " y values");
      }
    }

    public static Line of(String name, Numbers x, Numbers y, LineStyle style) {
      return new Line(name, x, y, style, Tag.NONE);
    }
  }

  /**
   * One bar for each category, from zero (from the lower end, on a logarithmic axis). They stand up
   * where the categories are on the x axis, and lie where these are on the y axis. Several sets
   * stand side by side. A value of zero, NaN or infinity is marked as such.
   *
   * @param tags one for each value, or none
   */
  record Bars(String name, Numbers values, Paint paint, List<Tag> tags) implements Mark {
    public Bars {
      tags = List.copyOf(tags);
      if (!tags.isEmpty() && tags.size() != values.size()) {
        throw new IllegalArgumentException(
            "the bars '"
                + name
                + "' have "
                + values.size()
                + " values and "
                + tags.size()
                + " tags");
      }
    }

    public static Bars of(String name, Numbers values, Paint paint) {
      return new Bars(name, values, paint, List.of());
    }
  }

  /**
   * A line across the panel at one place of an axis, with its label beside it.
   *
   * @param across the axis on which the place lies: X for an upright line
   */
  record Rule(Side across, double at, String label, LineStyle style, Tag tag) implements Mark {
    public Rule {
      if (!Double.isFinite(at)) {
        throw new IllegalArgumentException("the rule '" + label + "' lies at " + at);
      }
    }

    public static Rule upright(double x, String label, Paint paint) {
      return new Rule(Side.X, x, label, dashed(paint), Tag.NONE);
    }

    public static Rule level(double y, String label, Paint paint) {
      return new Rule(Side.Y, y, label, dashed(paint), Tag.NONE);
    }

    private static LineStyle dashed(Paint paint) {
      return LineStyle.of(paint).with(LineStyle.Dash.DASHED);
    }

    @Override
    public String name() {
      return "";
    }
  }

  /** A tinted band between two places of an axis, behind everything else: a healthy range. */
  record Span(Side across, double from, double to, String name, Paint paint) implements Mark {
    public Span {
      if (!(from < to)) {
        throw new IllegalArgumentException("the span '" + name + "' from " + from + " to " + to);
      }
    }
  }

  /** One of a panel's two axes. */
  enum Side {
    X,
    Y
  }
}
