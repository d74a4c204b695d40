package io.vitrine.render.layout.axes;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import java.util.ArrayList;
import java.util.List;

/** The names of marks with a sample of each, in rows, outside of the plot. */
public final class Legend {
  private static final double SAMPLE = 20;
  private static final double GAP = 6;
  private static final double FRONT = 12;
  private static final double NEXT = 16;
  private static final double SPACE = 18;
  static final double ROW_HEIGHT = 18;

  /** How a sample looks. */
  private sealed interface Sample {
    record OfLine(LineStyle style) implements Sample {}

    record OfArea(Paint paint, double opacity) implements Sample {}

    /** The fronts of blocks, side by side. */
    record OfBlocks(List<Skin> skins) implements Sample {}

    default double width() {
      return this instanceof OfBlocks blocks ? SAMPLE + (blocks.skins().size() - 1) * NEXT : SAMPLE;
    }
  }

  private record Entry(String name, Sample sample) {
    double width() {
      return sample.width() + GAP + Typography.width(name, Typography.LEGEND);
    }
  }

  private final List<Entry> entries;

  private Legend(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The legend of the marks that have names; marks of one name and look have one entry. */
  static Legend of(List<Mark> marks) {
    List<Entry> entries = new ArrayList<>();
    for (Mark mark : marks) {
      if (!mark.name().isEmpty()) {
        Entry entry = new Entry(mark.name(), sample(mark));
        if (!entries.contains(entry)) {
          entries.add(entry);
        }
      }
    }
    return new Legend(entries);
  }

  public static Legend ofKeys(List<DiagramPanel.Key> keys) {
    return new Legend(
        keys.stream().map(k -> new Entry(k.label(), new Sample.OfBlocks(k.skins()))).toList());
  }

  private static Sample sample(Mark mark) {
    if (mark instanceof Mark.Bars bars) {
      return new Sample.OfArea(bars.paint(), 1);
    } else if (mark instanceof Mark.Span span) {
      return new Sample.OfArea(span.paint(), MarkPainter.SPAN_OPACITY * 1.5);
    } else if (mark instanceof Mark.Rule rule) {
      return new Sample.OfLine(rule.style());
    }
    return new Sample.OfLine(((Mark.Line) mark).style());
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The width of all entries in one row. */
  double width() {
    return entries.stream().mapToDouble(e -> e.width() + SPACE).sum() - SPACE;
  }

  public double height(double width) {
    return rows(width).size() * ROW_HEIGHT;
  }

  /** Draws it from a left upper corner. */
  public void draw(Canvas canvas, double left, double top, double width) {
    double y = top + ROW_HEIGHT / 2;
    for (List<Entry> row : rows(width)) {
      double x = left;
      for (Entry entry : row) {
        draw(canvas, entry, x, y, width);
        x += entry.width() + SPACE;
      }
      y += ROW_HEIGHT;
    }
  }

  private List<List<Entry>> rows(double width) {
    List<List<Entry>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (Entry entry : entries) {
      if (used + entry.width() > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += entry.width() + SPACE;
    }
    return rows;
  }

  private static void draw(Canvas canvas, Entry entry, double x, double y, double width) {
    if (entry.sample() instanceof Sample.OfLine line) {
      if (line.style().course() != LineStyle.Course.NONE) {
        canvas.line(x, y, x + SAMPLE, y, Markers.stroke(line.style()));
      }
      Markers.draw(canvas, line.style(), x + SAMPLE / 2, y);
    } else if (entry.sample() instanceof Sample.OfArea area) {
      Fill fill = new Fill(area.paint(), area.opacity());
      canvas.rect(new Box(x + 4, y - 5, 12, 10), fill, Stroke.of(Palette.GRID, 0.75));
    } else if (entry.sample() instanceof Sample.OfBlocks blocks) {
      for (int i = 0; i < blocks.skins().size(); i++) {
        drawFront(canvas, blocks.skins().get(i), x + 4 + i * NEXT, y - 5);
      }
    }
    double room = entry.sample().width() + GAP;
    String name = Typography.fitted(entry.name(), Typography.LEGEND, width - room);
    double baseLine = y + Typography.centering(Typography.LEGEND);
    canvas.text(x + room, baseLine, name, Typography.LEGEND, Anchor.START);
  }

  /** A block's front with its edge, so that light ones are seen on light pages. */
  private static void drawFront(Canvas canvas, Skin skin, double x, double y) {
    double filled = skin.isBanded() ? FRONT / 2 : FRONT;
    canvas.rect(new Box(x, y, filled, 10), new Fill(skin.fill(), skin.opacity()), Stroke.NONE);
    if (skin.isBanded()) {
      Fill band = new Fill(skin.band(), skin.bandOpacity());
      canvas.rect(new Box(x + filled, y, FRONT - filled, 10), band, Stroke.NONE);
    }
    canvas.rect(new Box(x, y, FRONT, 10), Fill.NONE, Stroke.of(Palette.INK, 0.7).fading(0.75));
  }
}
