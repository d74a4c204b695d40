package io.vitrine.render.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.figure.Grid;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.layout.axes.ColorKey;
import io.vitrine.render.layout.axes.Legend;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.Words;
import java.util.List;
import java.util.Optional;

/** A graph, whose parts have their places already; below it what its colors mean. */
final class GraphBlock implements Block {
  private static final double KEY_GAP = 10;

  /** What has no cost is in every graph, if only its inputs. */
  private static final Grid ZERO = Grid.of(1, 1, 0);

  private final GraphPanel panel;
  private final Heading heading;
  private final Legend legend;
  private final Optional<ColorKey> colors;

  GraphBlock(GraphPanel panel, Words words) {
    this.panel = panel;
    this.heading = new Heading(panel.title());
    this.legend = Legend.ofKeys(panel.key());
    this.colors = panel.colors().map(bar -> ColorKey.of(bar, List.of(ZERO), words));
  }

  @Override
  public double minWidth() {
    return Math.max(panel.widthPx(), colors.map(ColorKey::minWidth).orElse(0.0));
  }

  @Override
  public double height(double width, Insets insets) {
    double key = legend.isEmpty() ? 0 : KEY_GAP + legend.height(width);
    double bar = colors.map(c -> KEY_GAP + c.height(width)).orElse(0.0);
    return heading.height(width) + panel.heightPx() + key + bar;
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    heading.draw(canvas, box);
    double left = box.x() + Math.max(0, (box.width() - panel.widthPx()) / 2);
    double top = box.y() + heading.height(box.width());
    GraphPainter painter = new GraphPainter(canvas, left, top);
    for (Flat part : panel.parts()) {
      painter.draw(part);
    }
    if (!legend.isEmpty()) {
      legend.draw(canvas, box.x(), top + panel.heightPx() + KEY_GAP, box.width());
    }
    colors.ifPresent(
        c -> c.draw(canvas, box.x(), box.bottom() - c.height(box.width()), box.width()));
  }
}
