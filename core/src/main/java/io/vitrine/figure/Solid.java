package io.vitrine.figure;

import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import java.util.List;
import java.util.Optional;

/**
 * A thing in a diagram's space: x to the right, y up, z towards the reader, which the oblique
 * projection draws to the lower left.
 */
public sealed interface Solid {
  Tag tag();

  /** A place in space. */
  record Point(double x, double y, double z) {
    public Point plus(double dx, double dy, double dz) {
      return new Point(x + dx, y + dy, z + dz);
    }
  }

  /**
   * A box of one or more sub-boxes glued along x. It spans x from {@code west.x} on, and half its
   * height and depth on either side of {@code west} in y and z.
   *
   * @param west the center of its west face
   * @param sections the sub-boxes from west to east, at least one
   * @param height its size along y, at the east face
   * @param depth its size along z, at the east face
   * @param skin of all sections that have none of their own
   * @param taper height and depth of the west face as a share of the east face's; not 1: a
   *     truncated pyramid
   */
  record Block(
      Tag tag,
      Point west,
      List<Section> sections,
      double height,
      double depth,
      Skin skin,
      Labels labels,
      double taper)
      implements Solid {
    public Block {
      sections = List.copyOf(sections);
      if (sections.isEmpty() || !(height > 0) || !(depth > 0) || !(taper > 0)) {
        throw new IllegalArgumentException(
            "the block '"
                + tag.id()
                + "' has "
                + sections.size()
                + " sections, height "
                + height
                + " and depth "
                + depth);
      }
    }

    /** A box. */
    public Block(
        Tag tag,
        Point west,
        List<Section> sections,
        double height,
        double depth,
        Skin skin,
        Labels labels) {
      this(tag, west, sections, height, depth, skin, labels, 1);
    }

    /** The colors of a section. */
    public Skin skin(int section) {
      return sections.get(section).own().orElse(skin);
    }

    /** Its size along x. */
    public double width() {
      return sections.stream().mapToDouble(Section::width).sum();
    }

    /** The center of its east face. */
    public Point east() {
      return west.plus(width(), 0, 0);
    }
  }

  /**
   * A sub-box.
   *
   * @param width its size along x
   * @param label written under its front edge, or empty
   * @param own colors that differ from its block's
   * @param glyph drawn on its front
   */
  record Section(Tag tag, double width, String label, Optional<Skin> own, Glyph glyph) {
    public Section {
      if (!(width > 0)) {
        throw new IllegalArgumentException("the section '" + label + "' is " + width + " wide");
      }
    }

    /** A section with its block's colors. */
    public Section(Tag tag, double width, String label) {
      this(tag, width, label, Optional.empty(), Glyph.NONE);
    }

    public static Section of(double width, String label) {
      return new Section(Tag.NONE, width, label);
    }
  }

  /** What a section's front says of what it does. */
  enum Glyph {
    NONE,
    /** An arrow that returns: state is kept from element to element. */
    RECURRENT,
    /** Every element looks at every other. */
    ATTENTION
  }

  /**
   * The colors of a block.
   *
   * @param opacity of the faces, 0 to 1
   * @param band color of the rightmost third of each section, where an activation follows; the same
   *     as {@code fill} for none
   * @param bandOpacity of the band, 0 to 1
   */
  record Skin(Paint fill, double opacity, Paint band, double bandOpacity) {
    public Skin {
      if (!(opacity >= 0 && opacity <= 1 && bandOpacity >= 0 && bandOpacity <= 1)) {
        throw new IllegalArgumentException("opacities are 0 to 1: " + opacity + ", " + bandOpacity);
      }
    }

    public static Skin plain(Paint fill, double opacity) {
      return new Skin(fill, opacity, fill, opacity);
    }

    public boolean isBanded() {
      return !band.equals(fill) || bandOpacity != opacity;
    }
  }

  /**
   * The words at a block; an empty one is left out.
   *
   * @param height at its left edge
   * @param depth along its lower right edge, sloped
   * @param caption below, bold
   */
  record Labels(String height, String depth, String caption) {
    public static final Labels NONE = new Labels("", "", "");
  }

  /** A picture standing upright across the x axis, seen from the side as the projection has it. */
  record Plate(Tag tag, Point center, double height, double depth, Pixels picture, String caption)
      implements Solid {}

  /** A line through points, with its arrow head in the middle of its longest part. */
  record Arrow(Tag tag, List<Point> points, Paint paint) implements Solid {
    public Arrow {
      points = List.copyOf(points);
      if (points.size() < 2) {
        throw new IllegalArgumentException("an arrow needs two points, found " + points);
      }
    }

    /** In ink. */
    public Arrow(Tag tag, List<Point> points) {
      this(tag, points, Palette.INK);
    }

    public static Arrow between(Point from, Point to) {
      return new Arrow(Tag.NONE, List.of(from, to));
    }
  }

  /**
   * A bracket over what is repeated, in the plane z = 0.
   *
   * @param legs how far its ends reach down, or up where negative
   */
  record Bracket(Tag tag, Point from, Point to, double legs, String label) implements Solid {}

  /** A ball with a sign on it: a sum, a product. */
  record Ball(Tag tag, Point center, double radius, Paint fill, double opacity, String sign)
      implements Solid {}

  /**
   * A flat shape that hides what is behind it.
   *
   * @param corners in order, three or more; of a picture four, from its upper left clockwise
   * @param opacity of its color, 0 to 1
   * @param picture stretched over it in place of the color, or empty
   */
  record Face(Tag tag, List<Point> corners, Paint fill, double opacity, Optional<Pixels> picture)
      implements Solid {
    public Face {
      corners = List.copyOf(corners);
      if (corners.size() < 3 || picture.isPresent() && corners.size() != 4) {
        throw new IllegalArgumentException(
            "a face has three corners or more, of a picture four; found " + corners);
      }
      if (!(opacity >= 0 && opacity <= 1)) {
        throw new IllegalArgumentException("an opacity is 0 to 1, found " + opacity);
      }
    }

    public static Face of(Tag tag, List<Point> corners, Paint fill, double opacity) {
      return new Face(tag, corners, fill, opacity, Optional.empty());
    }
  }

  /** How a line is broken. */
  enum Dash {
    SOLID,
    DASHED
  }

  /**
   * A line through points, without a head.
   *
   * @param widthPx in CSS pixels
   * @param opacity 0 to 1
   */
  record Wire(Tag tag, List<Point> points, Paint paint, double widthPx, double opacity, Dash dash)
      implements Solid {
    public Wire {
      points = List.copyOf(points);
      if (points.size() < 2 || !(widthPx > 0) || !(opacity >= 0 && opacity <= 1)) {
        throw new IllegalArgumentException(
            "a line through "
                + points
                + ", "
                + widthPx
                + " px wide, of opacity "
                + opacity
                + "; two points, above 0, 0 to 1");
      }
    }
  }

  /** Where words stand beside a point. */
  enum Side {
    ABOVE,
    BELOW,
    LEFT,
    RIGHT
  }

  /** How strong words are. */
  enum Weight {
    REGULAR,
    BOLD
  }

  /** A line of words beside a point, moved away from it as far as other words are in its way. */
  record Note(Tag tag, Point at, String text, Side side, Weight weight) implements Solid {
    public static Note of(Point at, String text, Side side) {
      return new Note(Tag.NONE, at, text, side, Weight.REGULAR);
    }

    public static Note bold(Point at, String text, Side side) {
      return new Note(Tag.NONE, at, text, side, Weight.BOLD);
    }
  }
}
