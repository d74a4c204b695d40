package io.vitrine.layout;

import io.vitrine.figure.Flat.Area;
import io.vitrine.figure.Flat.Spot;
import io.vitrine.layout.place.Part;
import io.vitrine.render.layout.GraphText;
import io.vitrine.view.diagram.ArchitectureOptions.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * What sizes and places along and across the flow are on the page. A box that makes values has
 * their labels in its own room, behind the edge that they leave by, so that nothing else gets
 * there.
 */
record Flow(Direction direction) {
  private static final double BESIDE = 4;
  private static final double GRID = 4;
  private static final double ROOM = 10;

  private boolean isDown() {
    return direction == Direction.DOWN;
  }

  /** A card's size on the page. */
  record Size(double width, double height) {}

  /**
   * A card's size: that of its words, and room for what it makes, and to read several values where
   * the label behind it needs more room than the card.
   */
  Size size(Card card, int read, List<String> labels) {
    double width = GraphText.width(card.form(), card.heading(), card.lines());
    double height = GraphText.height(card.lines().size());
    if (labels.size() == 1 && read > 1) {
      double room = across(labels);
      width = isDown() ? Math.max(width, room) : width;
      height = isDown() ? height : Math.max(height, room);
    } else if (labels.size() > 1) {
      double across = labels.stream().mapToDouble(this::slot).sum() + 2 * BESIDE;
      width = isDown() ? Math.max(width, across) : width;
      height = isDown() ? height : Math.max(height, across);
    }
    return new Size(onGrid(width), onGrid(height));
  }

  /** Equal sizes of boxes with nearly equal words make equal layouts, which are made once. */
  private static double onGrid(double length) {
    return Math.ceil(length / GRID) * GRID;
  }

  private double slot(String label) {
    return isDown()
        ? Math.max(12, GraphText.labelWidth(label) + 3 * BESIDE)
        : GraphText.labelHeight() + BESIDE;
  }

  private static double longest(List<String> labels) {
    return onGrid(labels.stream().mapToDouble(GraphText::labelWidth).max().orElse(0));
  }

  /** What one label needs across, since its line is in the middle. */
  private double across(List<String> labels) {
    double longest = longest(labels);
    if (labels.size() != 1 || longest == 0) {
      return 0;
    }
    return isDown() ? 2 * (longest + 2 * BESIDE) : 2 * GraphText.labelHeight() + 2;
  }

  /** The room that a card and the labels of what it makes take. */
  Part.Box box(Size size, List<String> labels) {
    double longest = longest(labels);
    if (isDown()) {
      double strip = longest > 0 ? GraphText.labelHeight() : 0;
      double across = Math.max(size.width(), across(labels));
      return new Part.Box(across, size.height() + strip, outs(across, labels));
    }
    double strip = longest > 0 ? longest + 2 * BESIDE : 0;
    double across = Math.max(size.height(), across(labels));
    return new Part.Box(across, size.width() + strip, outs(across, labels));
  }

  /** Where several values leave: each with its label to the right of it, or above. */
  private List<Double> outs(double across, List<String> labels) {
    if (labels.size() < 2) {
      return List.of();
    }
    double all = labels.stream().mapToDouble(this::slot).sum();
    double at = (across - all) / 2;
    List<Double> outs = new ArrayList<>();
    for (String label : labels) {
      outs.add(isDown() ? at + BESIDE : at + slot(label) - 2);
      at += slot(label);
    }
    return outs;
  }

  /** The room around what is in a frame. */
  Part.Insets insets(String heading) {
    double width = GraphText.frameWidth(heading) + 2 * ROOM;
    double height = GraphText.frameHeight();
    return isDown()
        ? new Part.Insets(height, ROOM / 2, ROOM, ROOM, width, 0)
        : new Part.Insets(ROOM / 2, ROOM / 2, height, ROOM, 0, width);
  }

  Spot spot(io.vitrine.layout.place.Spot place) {
    return isDown()
        ? new Spot(place.across(), place.along())
        : new Spot(place.along(), place.across());
  }

  /** The area of something that reaches from a corner so far across and along. */
  Area area(io.vitrine.layout.place.Spot corner, double across, double along) {
    Spot from = spot(corner);
    return isDown()
        ? new Area(from.x(), from.y(), across, along)
        : new Area(from.x(), from.y(), along, across);
  }

  /** A card's own area within the room that it has. */
  Area area(io.vitrine.layout.place.Spot corner, Part.Box room, Size size) {
    double across = isDown() ? size.width() : size.height();
    double along = isDown() ? size.height() : size.width();
    return area(corner.plus((room.across() - across) / 2, 0), across, along);
  }

  /** How far a card itself reaches along the flow. */
  double along(Size size) {
    return isDown() ? size.height() : size.width();
  }

  /** Where the label of a value begins that leaves a card at a place. */
  Spot label(io.vitrine.layout.place.Spot leaves) {
    Spot from = spot(leaves);
    return isDown()
        ? new Spot(from.x() + BESIDE, from.y() + GraphText.labelHeight() - 2)
        : new Spot(from.x() + BESIDE, from.y() - 3);
  }
}
