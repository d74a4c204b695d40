package io.vitrine.render.layout.diagram;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Note;
import io.vitrine.figure.Solid.Plate;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.text.TextBox;
import java.util.ArrayList;
import java.util.List;

/** Writes the words at solids, each moved away until it overlaps none before it. */
final class SolidLabels {
  private static final TextStyle LABEL = TextStyle.regular(11, Palette.INK);
  private static final TextStyle CAPTION = Typography.CAPTION;
  private static final double GAP = 4;
  private static final double SLOPE = -45;
  private static final double MOVE = 3;
  private static final int MOST_MOVES = 80;
  private static final double BESIDE_MIDDLE = 0.25;
  private static final double[] ALONG_EDGE = {0, 0.2, -0.2, 0.35, -0.35, 0.45, -0.45};

  private final Canvas canvas;
  private final Oblique projection;
  private final List<TextBox> taken = new ArrayList<>();
  private final List<Silhouette> silhouettes;

  private SolidLabels(Canvas canvas, Oblique projection, List<Block> blocks) {
    this.canvas = canvas;
    this.projection = projection;
    this.silhouettes = blocks.stream().map(block -> Silhouette.of(block, projection)).toList();
  }

  /** The words of all solids: small ones first, captions last. */
  static void draw(Canvas canvas, Oblique projection, List<Solid> solids) {
    List<Block> blocks =
        solids.stream().filter(Block.class::isInstance).map(Block.class::cast).toList();
    SolidLabels labels = new SolidLabels(canvas, projection, blocks);
    List<Double> bottoms = blocks.stream().map(labels::drawSections).toList();
    blocks.forEach(labels::drawDepth);
    blocks.forEach(labels::drawHeight);
    for (int i = 0; i < blocks.size(); i++) {
      labels.drawCaption(blocks.get(i), bottoms.get(i));
    }
    for (Solid solid : solids) {
      if (solid instanceof Plate plate) {
        labels.drawCaption(plate);
      } else if (solid instanceof Note note) {
        canvas.tagged(note.tag(), () -> labels.drawNote(note));
      }
    }
  }

  private void drawNote(Note note) {
    TextStyle style = note.weight() == Solid.Weight.BOLD ? CAPTION : LABEL;
    double x = projection.x(note.at());
    double y = projection.y(note.at());
    double middle = y + Typography.centering(style);
    String words = note.text();
    switch (note.side()) {
      case ABOVE -> place(new Element.Text(x, y - GAP, words, style, Anchor.MIDDLE, 0), 0, -1);
      case BELOW -> {
        double below = y + GAP + style.size() * 0.8;
        place(new Element.Text(x, below, words, style, Anchor.MIDDLE, 0), 0, 1);
      }
      case LEFT -> place(new Element.Text(x - GAP, middle, words, style, Anchor.END, 0), -1, 0);
      case RIGHT -> place(new Element.Text(x + GAP, middle, words, style, Anchor.START, 0), 1, 0);
    }
  }

  /** Writes the sections' words below the front and tells where they end. */
  private double drawSections(Block block) {
    boolean narrow =
        block.sections().stream()
            .anyMatch(s -> Typography.width(s.label(), LABEL) + 3 > s.width() * projection.unit());
    long words = block.sections().stream().filter(s -> !s.label().isEmpty()).count();
    double x = 0;
    double bottom = 0;
    for (Section section : block.sections()) {
      Point below =
          block.west().plus(x + section.width() / 2, -block.height() / 2, block.depth() / 2);
      double px = projection.x(below);
      double py = projection.y(below);
      Element.Text text =
          narrow && words > 1
              ? text(px + Typography.centering(LABEL), py + GAP, section.label(), Anchor.END, -90)
              : text(px, py + GAP + LABEL.size() * 0.8, section.label(), Anchor.MIDDLE, 0);
      bottom = Math.max(bottom, Math.max(py, place(text, 0, 1)));
      x += section.width();
    }
    return bottom;
  }

  /**
   * Along the lower right edge and below it: in its middle, or where along it no solid is behind
   * the words.
   */
  private void drawDepth(Block block) {
    String word = block.labels().depth();
    if (word.isBlank()) {
      return;
    }
    Element.Text middle = depthText(block, 0);
    for (double part : ALONG_EDGE) {
      Element.Text candidate = depthText(block, part);
      if (isBare(candidate) && isFree(TextBox.of(candidate))) {
        place(candidate, 0, 1);
        return;
      }
    }
    place(middle, 1, 1);
  }

  private Element.Text depthText(Block block, double part) {
    Point at = block.east().plus(0, -block.height() / 2, part * block.depth());
    double away = (GAP + LABEL.size() * 0.75) * Math.sqrt(0.5);
    double x = projection.x(at) + away;
    double y = projection.y(at) + away;
    return text(x, y, block.labels().depth(), Anchor.MIDDLE, SLOPE);
  }

  /** Left of the front's left edge, beside the middle, where a line leads to the block. */
  private void drawHeight(Block block) {
    if (block.labels().height().isBlank()) {
      return;
    }
    Element.Text lower = heightText(block, -BESIDE_MIDDLE);
    Element.Text upper = heightText(block, BESIDE_MIDDLE);
    boolean high = !(isBare(lower) && isFree(TextBox.of(lower))) && isBare(upper);
    place(high ? upper : lower, -1, 0);
  }

  private Element.Text heightText(Block block, double part) {
    Point at = block.west().plus(0, part * block.height(), block.depth() / 2);
    double x = projection.x(at) - GAP;
    return text(x, projection.y(at), block.labels().height(), Anchor.MIDDLE, -90);
  }

  private boolean isBare(Element.Text text) {
    TextBox box = TextBox.of(text);
    return silhouettes.stream().noneMatch(s -> s.covers(box));
  }

  private void drawCaption(Block block, double bottom) {
    double x = projection.x(block.west().plus(block.width() / 2, 0, block.depth() / 2));
    double y = bottom + 3 + CAPTION.size();
    String words = block.labels().caption();
    Silhouette own = Silhouette.of(block, projection);
    Element.Text lowest = new Element.Text(x, y, words, CAPTION, Anchor.MIDDLE, 0);
    for (int move = 0; move < MOST_MOVES && !words.isBlank(); move++) {
      Element.Text text = new Element.Text(x, y + MOVE * move, words, CAPTION, Anchor.MIDDLE, 0);
      TextBox box = TextBox.of(text);
      if (isFree(box) && silhouettes.stream().noneMatch(s -> !s.equals(own) && s.covers(box))) {
        lowest = text;
        break;
      }
    }
    place(lowest, 0, 1);
  }

  /** Below the nearer corner. */
  private void drawCaption(Plate plate) {
    Point corner = plate.center().plus(0, -plate.height() / 2, plate.depth() / 2);
    double y = projection.y(corner) + GAP + CAPTION.size();
    place(
        new Element.Text(projection.x(corner), y, plate.caption(), CAPTION, Anchor.START, 0), 0, 1);
  }

  private static Element.Text text(double x, double y, String text, Anchor anchor, double angle) {
    return new Element.Text(x, y, text, LABEL, anchor, angle);
  }

  /** Writes a text, moved in a direction by as much as it must, and tells where it ends. */
  private double place(Element.Text text, double dx, double dy) {
    for (int move = 0; move < MOST_MOVES && !text.text().isBlank(); move++) {
      double x = text.x() + MOVE * move * dx;
      double y = text.y() + MOVE * move * dy;
      Element.Text moved =
          new Element.Text(x, y, text.text(), text.style(), text.anchor(), text.angle());
      TextBox box = TextBox.of(moved);
      if (isFree(box)) {
        taken.add(box);
        canvas.add(moved);
        return box.bounds().bottom();
      }
    }
    return 0;
  }

  private boolean isFree(TextBox box) {
    return taken.stream().noneMatch(box::overlaps);
  }
}
