package io.vitrine.layout;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.Flat.Area;
import io.vitrine.figure.Flat.Spot;
import io.vitrine.figure.GraphPanel;
import io.vitrine.render.check.DrawingCheck;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.layout.FigureLayout;
import io.vitrine.render.layout.GraphText;
import io.vitrine.render.text.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what makes a graph wrong: boxes in boxes, lines through boxes, arrows that meet none, lines
 * or boxes over labels, ink off the page.
 */
final class GraphCheck {
  private static final double HAIR = 0.05;

  private final List<Flat.Box> boxes;
  private final List<Flat.Frame> frames;
  private final List<Flat.Wire> wires;
  private final GraphPanel panel;
  private final List<String> problems = new ArrayList<>();

  private GraphCheck(GraphPanel panel) {
    this.panel = panel;
    this.boxes = all(panel, Flat.Box.class);
    this.frames = all(panel, Flat.Frame.class);
    this.wires = all(panel, Flat.Wire.class);
  }

  private static <F extends Flat> List<F> all(GraphPanel panel, Class<F> type) {
    return panel.parts().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Each problem as a sentence. */
  static List<String> problems(Figure figure) {
    GraphCheck check = new GraphCheck((GraphPanel) figure.panels().get(0));
    check.checkBoxes();
    check.checkFrames();
    check.checkWires();
    check.checkLabels();
    Drawing drawing = FigureLayout.of(figure);
    if (check.boxes.size() < 400) {
      check.problems.addAll(DrawingCheck.problems(drawing));
    }
    Box page = new Box(0, 0, drawing.width(), drawing.height());
    if (!page.contains(Extent.of(drawing.elements()))) {
      check.problems.add("ink off the page: " + Extent.of(drawing.elements()));
    }
    return check.problems;
  }

  private void checkBoxes() {
    Area whole = new Area(0, 0, panel.widthPx(), panel.heightPx());
    for (int i = 0; i < boxes.size(); i++) {
      if (!contains(whole, boxes.get(i).area())) {
        problems.add(boxes.get(i).tag().id() + " is off the graph");
      }
      for (int j = i + 1; j < boxes.size(); j++) {
        if (overlap(boxes.get(i).area(), boxes.get(j).area())) {
          problems.add(boxes.get(i).tag().id() + " is over " + boxes.get(j).tag().id());
        }
      }
    }
  }

  private void checkFrames() {
    for (int i = 0; i < frames.size(); i++) {
      Area frame = frames.get(i).area();
      String name = frames.get(i).tag().id();
      for (int j = i + 1; j < frames.size(); j++) {
        Area other = frames.get(j).area();
        if (overlap(frame, other) && !contains(frame, other) && !contains(other, frame)) {
          problems.add(name + " cuts " + frames.get(j).tag().id());
        }
      }
      for (Flat.Box box : boxes) {
        if (overlap(frame, box.area()) && !contains(frame, box.area())) {
          problems.add(name + " cuts " + box.tag().id());
        }
      }
    }
  }

  private void checkWires() {
    for (Flat.Wire wire : wires) {
      for (Flat.Way way : wire.ways()) {
        Spot tip = way.spots().get(way.spots().size() - 1);
        boolean arrow = way.end() == Flat.End.ARROW;
        if (arrow && boxes.stream().noneMatch(box -> isAtEdge(box.area(), tip))) {
          problems.add(wire.tag().title() + " arrives nowhere at " + tip);
        }
        for (int i = 1; i < way.spots().size(); i++) {
          Area line = line(way.spots().get(i - 1), way.spots().get(i));
          if (line.width() > 2 * HAIR && line.height() > 2 * HAIR) {
            problems.add(wire.tag().title() + " slants at " + line);
          }
          for (Flat.Box box : boxes) {
            if (overlap(shrunk(box.area()), line)) {
              problems.add(wire.tag().title() + " goes through " + box.tag().id());
            }
          }
        }
      }
    }
  }

  private static Area line(Spot from, Spot to) {
    return new Area(
        Math.min(from.x(), to.x()),
        Math.min(from.y(), to.y()),
        Math.max(HAIR, Math.abs(from.x() - to.x())),
        Math.max(HAIR, Math.abs(from.y() - to.y())));
  }

  private void checkLabels() {
    List<Area> labels = new ArrayList<>();
    for (Flat.Wire wire : wires) {
      if (!wire.label().isEmpty()) {
        double height = GraphText.labelHeight() - 3;
        Area label =
            new Area(
                wire.at().x(), wire.at().y() - height, GraphText.labelWidth(wire.label()), height);
        for (Flat.Box box : boxes) {
          if (overlap(label, box.area())) {
            problems.add("the label " + wire.label() + " is over " + box.tag().id());
          }
        }
        for (Flat.Wire other : wires) {
          checkLabel(wire.label(), label, other);
        }
        labels.add(label);
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        if (overlap(labels.get(i), labels.get(j))) {
          problems.add("labels overlap at " + labels.get(i));
        }
      }
    }
  }

  private void checkLabel(String text, Area label, Flat.Wire wire) {
    for (Flat.Way way : wire.ways()) {
      for (int i = 1; i < way.spots().size(); i++) {
        if (overlap(label, line(way.spots().get(i - 1), way.spots().get(i)))) {
          problems.add(wire.tag().title() + " goes through the label " + text + " at " + label);
        }
      }
    }
  }

  private static Area shrunk(Area area) {
    return new Area(
        area.x() + HAIR, area.y() + HAIR, area.width() - 2 * HAIR, area.height() - 2 * HAIR);
  }

  private static boolean isAtEdge(Area a, Spot spot) {
    boolean within =
        spot.x() > a.x() - HAIR
            && spot.x() < a.x() + a.width() + HAIR
            && spot.y() > a.y() - HAIR
            && spot.y() < a.y() + a.height() + HAIR;
    boolean inside =
        spot.x() > a.x() + HAIR
            && spot.x() < a.x() + a.width() - HAIR
            && spot.y() > a.y() + HAIR
            && spot.y() < a.y() + a.height() - HAIR;
    return within && !inside;
  }

  private static boolean overlap(Area a, Area b) {
    return a.x() < b.x() + b.width() - HAIR
        && b.x() < a.x() + a.width() - HAIR
        && a.y() < b.y() + b.height() - HAIR
        && b.y() < a.y() + a.height() - HAIR;
  }

  private static boolean contains(Area a, Area b) {
    return b.x() > a.x() - HAIR
        && b.y() > a.y() - HAIR
        && b.x() + b.width() < a.x() + a.width() + HAIR
        && b.y() + b.height() < a.y() + a.height() + HAIR;
  }
}
