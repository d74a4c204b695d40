package io.vitrine.figure;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Paint;
import java.util.List;

/** A thing in a graph's plane: x to the right, y down, in CSS pixels. */
public sealed interface Flat {
  Tag tag();

  /** A place. */
  record Spot(double x, double y) {}

  /** An upright rectangle by its left upper corner. */
  record Area(double x, double y, double width, double height) {
    public Area {
      if (!(width > 0 && height > 0)) {
        throw new IllegalArgumentException("an area of " + width + " x " + height + " px");
      }
    }
  }

  /** What a box stands for; by ISO 5807. */
  enum Form {
    /** One operator: a rectangle. */
    OPERATOR,
    /** Several in one: a rectangle whose sides are double. */
    GROUP,
    /** Where values come from or end: rounded sides. */
    TERMINAL
  }

  /**
   * A box with a heading on a colored band and lines below.
   *
   * @param skin of the band
   * @param ink of the heading
   */
  record Box(
      Tag tag, Area area, Form form, Skin skin, Paint ink, String heading, List<String> lines)
      implements Flat {
    public Box {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A frame around boxes.
   *
   * @param depth how many frames it lies in
   */
  record Frame(Tag tag, Area area, String heading, int depth) implements Flat {}

  /** How a line ends. */
  enum End {
    ARROW,
    PLAIN
  }

  /** A line from spot to spot. */
  record Way(List<Spot> spots, End end) {
    public Way {
      spots = List.copyOf(spots);
      if (spots.size() < 2) {
        throw new IllegalArgumentException("a line needs two spots, found " + spots);
      }
    }
  }

  /**
   * A value's lines, from where it is made to all that read it.
   *
   * @param forks where lines part, marked by a dot
   * @param label written at {@code at}, the left end of its base line; or empty
   */
  record Wire(Tag tag, List<Way> ways, List<Spot> forks, Paint paint, String label, Spot at)
      implements Flat {
    public Wire {
      ways = List.copyOf(ways);
      forks = List.copyOf(forks);
    }
  }
}
