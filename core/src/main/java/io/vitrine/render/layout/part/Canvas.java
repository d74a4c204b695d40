package io.vitrine.render.layout.part;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the elements of a drawing. */
public final class Canvas {
  private List<Element> elements = new ArrayList<>();

  public List<Element> elements() {
    return List.copyOf(elements);
  }

  public void add(Element element) {
    elements.add(element);
  }

  public void text(double x, double y, String text, TextStyle style, Anchor anchor) {
    text(x, y, text, style, anchor, 0);
  }

  public void text(double x, double y, String text, TextStyle style, Anchor anchor, double angle) {
    if (!text.isBlank()) {
      add(new Element.Text(x, y, text, style, anchor, angle));
    }
  }

  /** A line; an upright or level one a pixel wide is put on whole pixels, so that it is sharp. */
  public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
    boolean thin = stroke.width() == 1;
    double x = thin && x1 == x2 ? Math.floor(x1) + 0.5 : x1;
    double y = thin && y1 == y2 ? Math.floor(y1) + 0.5 : y1;
    add(new Element.Line(x, y, x1 == x2 ? x : x2, y1 == y2 ? y : y2, stroke));
  }

  public void rect(Box box, Fill fill, Stroke stroke) {
    add(new Element.Rect(box, fill, stroke));
  }

  public void circle(double x, double y, double radius, Fill fill, Stroke stroke) {
    add(new Element.Circle(x, y, radius, fill, stroke));
  }

  public void path(Outline outline, Fill fill, Stroke stroke) {
    add(new Element.Path(outline, fill, stroke));
  }

  public void image(Box box, Pixels pixels, Sampling sampling) {
    add(Element.Image.of(box, pixels, sampling));
  }

  /** What the body draws, as one group under a tag; without a group where the tag is empty. */
  public void tagged(Tag tag, Runnable body) {
    if (tag.isEmpty()) {
      body.run();
    } else {
      group(tag, Optional.empty(), body);
    }
  }

  /** What the body draws, cut off at a box. */
  public void clipped(Box box, Runnable body) {
    group(Tag.NONE, Optional.of(box), body);
  }

  private void group(Tag tag, Optional<Box> clip, Runnable body) {
    List<Element> outer = elements;
    elements = new ArrayList<>();
    body.run();
    if (!elements.isEmpty()) {
      outer.add(new Element.Group(tag, clip, elements));
    }
    elements = outer;
  }
}
