package io.vitrine.render.layout.diagram;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Solid;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.layout.axes.KeyedPicture;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Words;
import io.vitrine.render.text.Extent;

/** A diagram of solids: drawn once at the origin to be measured, then in its place. */
public final class DiagramBlock implements Block {
  private static final double PADDING = 2;

  private final DiagramPanel panel;
  private final KeyedPicture around;
  private final Box extent;

  public DiagramBlock(DiagramPanel panel, Words words) {
    this.panel = panel;
    this.around = KeyedPicture.of(panel.title(), panel.key(), panel.colors(), words);
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
    return around.minWidth(extent.width());
  }

  @Override
  public double height(double width, Insets insets) {
    return around.height(width, extent.height());
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    double top = around.drawHeading(canvas, box) - extent.y();
    double left = box.x() + (box.width() - extent.width()) / 2 - extent.x();
    draw(canvas, new Oblique(panel.unitPx(), left, top));
    around.drawKeys(canvas, box, extent.height());
  }
}
