package io.vitrine.render.text;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element;
import java.util.List;

/** The box around some elements; lines count without their width. */
public final class Extent {
  private double left = Double.POSITIVE_INFINITY;
  private double top = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;
  private double bottom = Double.NEGATIVE_INFINITY;

  private Extent() {}

  public static Box of(List<Element> elements) {
    Extent extent = new Extent();
    elements.forEach(extent::add);
    return new Box(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top);
  }

  private void add(Element element) {
    if (element instanceof Element.Group group) {
      group.elements().forEach(this::add);
    } else if (element instanceof Element.Rect rect) {
      add(rect.box());
    } else if (element instanceof Element.Line line) {
      add(new Box(line.x1(), line.y1(), 0, 0));
      add(new Box(line.x2(), line.y2(), 0, 0));
    } else if (element instanceof Element.Circle circle) {
      add(new Box(circle.x(), circle.y(), 0, 0).grown(circle.radius()));
    } else if (element instanceof Element.Path path) {
      add(path.outline().bounds());
    } else if (element instanceof Element.Text text) {
      add(TextBox.of(text).bounds());
    } else if (element instanceof Element.Image image) {
      add(image.frame().bounds());
    }
  }

  private void add(Box box) {
    left = Math.min(left, box.x());
    top = Math.min(top, box.y());
    right = Math.max(right, box.right());
    bottom = Math.max(bottom, box.bottom());
  }
}
