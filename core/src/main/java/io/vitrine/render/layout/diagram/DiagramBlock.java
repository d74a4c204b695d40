package io.vitrine.render.layout.diagram;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Solid;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.layout.axes.ColorKey;
import io.vitrine.render.layout.axes.Legend;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.Words;
import io.vitrine.render.text.Extent;
import java.util.List;
import java.util.Optional;

/** A diagram of solids: drawn once at the origin to be measured, then in its place. */
public final class DiagramBlock implements Block {
  private static final double PADDING = 2;
  private static final double KEY_GAP = 10;

  /** What has no cost is in every diagram, if only its inputs. */
  private static final Grid ZERO = Grid.of(1, 1, 0);

  private final DiagramPanel panel;
  private final Heading heading;
  private final Legend legend;
  private final Optional<ColorKey> colors;
  private final Box extent;

  public DiagramBlock(DiagramPanel panel, Words words) {
    this.panel = panel;
    this.heading = new Heading(panel.title());
    this.legend = Legend.ofKeys(panel.key());
    this.colors = panel.colors().map(bar -> ColorKey.of(bar, List.of(ZERO), words));
    Canvas trial = new Canvas();
    draw(trial, new Oblique(panel.unitPx(), 0, 0));
    this.extent = Extent.of(trial.elements()).grown(PADDING);
  }

  private void draw(Canvas canvas, Oblique projection) {
    SolidPainter painter = new SolidPainter(canvas, projection);
    for (Solid solid : panel.solids()) {
      painter.draw(solid);
    }
    SolidLabels.draw(canvas, projection, panel.solids());
  }

  @Override
  public double minWidth() {
    return Math.max(extent.width(), colors.map(ColorKey::minWidth).orElse(0.0));
  }

  @Override
  public double height(double width, Insets insets) {
    double key = legend.isEmpty() ? 0 : KEY_GAP + legend.height(width);
    double bar = colors.map(c -> KEY_GAP + c.height(width)).orElse(0.0);
    return heading.height(width) + extent.height() + key + bar;
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    heading.draw(canvas, box);
    double left = box.x() + (box.width() - extent.width()) / 2 - extent.x();
    double top = box.y() + heading.height(box.width()) - extent.y();
    draw(canvas, new Oblique(panel.unitPx(), left, top));
    if (!legend.isEmpty()) {
      double y = box.y() + heading.height(box.width()) + extent.height() + KEY_GAP;
      legend.draw(canvas, box.x(), y, box.width());
    }
    colors.ifPresent(
        c -> c.draw(canvas, box.x(), box.bottom() - c.height(box.width()), box.width()));
  }
}
