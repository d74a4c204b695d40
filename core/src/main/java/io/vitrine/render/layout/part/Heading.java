package io.vitrine.render.layout.part;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import java.util.List;

/** The title of a panel, in as many lines as it needs. */
public record Heading(String title) {
  public double height(double width) {
    double line = Typography.lineHeight(Typography.PANEL_TITLE);
    return title.isBlank() ? 0 : lines(width).size() * line + 5;
  }

  private List<String> lines(double width) {
    return Typography.wrapped(title, Typography.PANEL_TITLE, width);
  }

  public void draw(Canvas canvas, Box box) {
    double y = box.y() + Typography.PANEL_TITLE.size();
    for (String line : lines(box.width())) {
      canvas.text(box.x(), y, line, Typography.PANEL_TITLE, Anchor.START);
      y += Typography.lineHeight(Typography.PANEL_TITLE);
    }
  }
}
