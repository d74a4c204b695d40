package io.vitrine.render.drawing;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import java.util.List;
import java.util.Optional;

/** One thing on a drawing. */
public sealed interface Element {
  /**
   * Elements that belong together.
   *
   * @param clip outside of which nothing shows, or empty
   */
  record Group(Tag tag, Optional<Box> clip, List<Element> elements) implements Element {
    public Group {
      elements = List.copyOf(elements);
    }
  }

  /** An upright rectangle; one without fill and stroke is invisible but answers to the pointer. */
  record Rect(Box box, Fill fill, Stroke stroke) implements Element {}

  record Line(double x1, double y1, double x2, double y2, Stroke stroke) implements Element {}

  record Circle(double x, double y, double radius, Fill fill, Stroke stroke) implements Element {}

  record Path(Outline outline, Fill fill, Stroke stroke) implements Element {}

  /**
   * One line of text.
   *
   * @param x of the anchor, on the base line
   * @param y of the base line
   * @param angle turned about the anchor, clockwise
   */
  record Text(double x, double y, String text, TextStyle style, Anchor anchor, double angle)
      implements Element {}

  /** A picture stretched over a frame. */
  record Image(Frame frame, Pixels pixels, Sampling sampling) implements Element {
    public static Image of(Box box, Pixels pixels, Sampling sampling) {
      return new Image(Frame.of(box), pixels, sampling);
    }
  }

  /** Which point of a text its x is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a picture is enlarged. */
  enum Sampling {
    /** Each pixel a sharp rectangle. */
    PIXELATED,
    SMOOTH
  }
}
