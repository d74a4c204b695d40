package io.vitrine.render.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.layout.axes.KeyedPicture;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Words;

/** A graph, whose parts have their places already; below it what its colors mean. */
final class GraphBlock implements Block {
  private final GraphPanel panel;
  private final KeyedPicture around;

  GraphBlock(GraphPanel panel, Words words) {
    this.panel = panel;
    this.around = KeyedPicture.of(panel.title(), panel.key(), panel.colors(), words);
  }

  @Override
  public double minWidth() {
    return around.minWidth(panel.widthPx());
  }

  @Override
  public double height(double width, Insets insets) {
    return around.height(width, panel.heightPx());
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    double top = around.drawHeading(canvas, box);
    double left = box.x() + Math.max(0, (box.width() - panel.widthPx()) / 2);
    GraphPainter painter = new GraphPainter(canvas, left, top);
    for (Flat part : panel.parts()) {
      painter.draw(part);
    }
    around.drawKeys(canvas, box, panel.heightPx());
  }
}
