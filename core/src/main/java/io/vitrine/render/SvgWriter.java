package io.vitrine.render;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.notation.Decimals;
import io.vitrine.render.notation.PngPixels;
import io.vitrine.render.notation.Xml;
import io.vitrine.render.text.Fonts;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes the elements of a drawing as SVG 1.1, with SVG 2's plain {@code href}. */
final class SvgWriter {
  /** Our fonts, then what systems have that is near to them; the text's length is fixed anyway. */
  static final String FONTS =
      "Inter, &#39;Noto Sans SC&#39;, &#39;Helvetica Neue&#39;, Arial, &#39;Liberation Sans&#39;,"
          + " &#39;PingFang SC&#39;, &#39;Microsoft YaHei&#39;, &#39;Noto Sans CJK SC&#39;, sans-serif";

  private final StringBuilder svg;
  private final String prefix;
  private final Theme theme;
  private int clips;

  SvgWriter(StringBuilder svg, String prefix, Theme theme) {
    this.svg = svg;
    this.prefix = prefix;
    this.theme = theme;
  }

  void write(Drawing drawing) {
    write(
        new Element.Rect(
            new Box(0, 0, drawing.width(), drawing.height()), Fill.of(Palette.PAPER), Stroke.NONE));
    drawing.elements().forEach(this::write);
  }

  private void write(Element element) {
    if (element instanceof Element.Group group) {
      group(group);
    } else if (element instanceof Element.Rect rect) {
      rect(rect);
    } else if (element instanceof Element.Line line) {
      line(line);
    } else if (element instanceof Element.Circle circle) {
      open("circle").number("cx", circle.x()).number("cy", circle.y()).number("r", circle.radius());
      paint(circle.fill(), circle.stroke()).end();
    } else if (element instanceof Element.Path path) {
      open("path").attribute("d", data(path.outline()));
      paint(path.fill(), path.stroke()).end();
    } else if (element instanceof Element.Text text) {
      text(text);
    } else if (element instanceof Element.Image image) {
      image(image);
    }
  }

  private void group(Element.Group group) {
    Tag tag = group.tag();
    if (!tag.link().isEmpty()) {
      svg.append("<a href=\"").append(Xml.escaped(tag.link())).append("\">");
    }
    String clip = group.clip().map(this::clip).orElse("");
    svg.append("<g");
    if (!tag.id().isEmpty()) {
      svg.append(" id=\"").append(Xml.escaped(prefix + "-" + tag.id())).append('"');
    }
    if (!clip.isEmpty()) {
      svg.append(" clip-path=\"url(#").append(clip).append(")\"");
    }
    svg.append('>');
    if (!tag.title().isEmpty()) {
      svg.append("<title>").append(Xml.escaped(tag.title())).append("</title>");
    }
    svg.append('\n');
    group.elements().forEach(this::write);
    svg.append(tag.link().isEmpty() ? "</g>\n" : "</g></a>\n");
  }

  private String clip(Box box) {
    clips++;
    String id = Xml.escaped(prefix) + "-clip" + clips;
    svg.append("<clipPath id=\"").append(id).append("\">");
    open("rect");
    box(box).end();
    svg.setLength(svg.length() - 1);
    svg.append("</clipPath>\n");
    return id;
  }

  private void rect(Element.Rect rect) {
    open("rect");
    box(rect.box());
    if (!rect.fill().isVisible() && !rect.stroke().isVisible()) {
      attribute("fill", "none").attribute("pointer-events", "all").end();
    } else {
      paint(rect.fill(), rect.stroke()).end();
    }
  }

  private void line(Element.Line line) {
    open("line").number("x1", line.x1()).number("y1", line.y1());
    number("x2", line.x2()).number("y2", line.y2());
    List<String> classes = new ArrayList<>();
    stroke(line.stroke(), classes);
    classes(classes).end();
  }

  private void text(Element.Text text) {
    TextStyle style = text.style();
    open("text").number("x", text.x()).number("y", text.y()).number("font-size", style.size());
    if (style.weight() == TextStyle.Weight.BOLD) {
      attribute("font-weight", "700");
    }
    if (text.anchor() != Anchor.START) {
      attribute("text-anchor", text.anchor().name().toLowerCase(Locale.ROOT));
    }
    if (text.angle() != 0) {
      String turn =
          Decimals.of(text.angle()) + " " + Decimals.of(text.x()) + " " + Decimals.of(text.y());
      attribute("transform", "rotate(" + turn + ")");
    }
    if (text.text().codePointCount(0, text.text().length()) > 1) {
      number("textLength", Fonts.width(text.text(), style))
          .attribute("lengthAdjust", "spacingAndGlyphs");
    }
    List<String> classes = new ArrayList<>();
    color("fill", "f-", style.paint(), classes);
    classes(classes);
    svg.append('>').append(Xml.escaped(text.text())).append("</text>\n");
  }

  private void image(Element.Image image) {
    String data = Base64.getEncoder().encodeToString(PngPixels.embedded(image.pixels()));
    open("image");
    frame(image.frame(), image.pixels()).attribute("preserveAspectRatio", "none");
    if (image.sampling() == Sampling.PIXELATED) {
      attribute("image-rendering", "optimizeSpeed").attribute("style", "image-rendering:pixelated");
    }
    attribute("href", "data:image/png;base64," + data).end();
  }

  private SvgWriter frame(Frame frame, Pixels pixels) {
    if (frame.isUpright()) {
      return box(frame.bounds());
    }
    number("width", pixels.width()).number("height", pixels.height());
    StringBuilder map = new StringBuilder("matrix(");
    double[] numbers = {
      frame.acrossX() / pixels.width(),
      frame.acrossY() / pixels.width(),
      frame.downX() / pixels.height(),
      frame.downY() / pixels.height(),
      frame.x(),
      frame.y()
    };
    for (double number : numbers) {
      map.append(map.length() > 7 ? " " : "").append(String.format(Locale.ROOT, "%.4f", number));
    }
    return attribute("transform", map.append(')').toString());
  }

  private SvgWriter paint(Fill fill, Stroke stroke) {
    List<String> classes = new ArrayList<>();
    if (!fill.isVisible()) {
      attribute("fill", "none");
    } else {
      color("fill", "f-", fill.paint(), classes);
      if (fill.opacity() < 1) {
        number("fill-opacity", fill.opacity());
      }
    }
    stroke(stroke, classes);
    return classes(classes);
  }

  private void stroke(Stroke stroke, List<String> classes) {
    if (!stroke.isVisible()) {
      return;
    }
    color("stroke", "s-", stroke.paint(), classes);
    number("stroke-width", stroke.width());
    if (stroke.opacity() < 1) {
      number("stroke-opacity", stroke.opacity());
    }
    if (stroke.dash().size() > 0) {
      StringBuilder lengths = new StringBuilder();
      stroke.dash().stream()
          .forEach(
              length -> lengths.append(lengths.isEmpty() ? "" : " ").append(Decimals.of(length)));
      attribute("stroke-dasharray", lengths.toString());
    }
  }

  private void color(String attribute, String classPrefix, Paint paint, List<String> classes) {
    attribute(attribute, String.format(Locale.ROOT, "#%06X", theme.rgb(paint)));
    if (theme == Theme.AUTO && paint instanceof Palette named) {
      classes.add(classPrefix + named.name().toLowerCase(Locale.ROOT));
    }
  }

  private SvgWriter classes(List<String> classes) {
    return classes.isEmpty() ? this : attribute("class", String.join(" ", classes));
  }

  private static String data(Outline outline) {
    StringBuilder out = new StringBuilder();
    outline.forEach(new PathData(out));
    return out.toString();
  }

  private SvgWriter open(String name) {
    svg.append('<').append(name);
    return this;
  }

  private SvgWriter attribute(String name, String value) {
    svg.append(' ').append(name).append("=\"").append(value).append('"');
    return this;
  }

  private SvgWriter number(String name, double value) {
    return attribute(name, Decimals.of(value));
  }

  private SvgWriter box(Box box) {
    number("x", box.x()).number("y", box.y());
    return number("width", box.width()).number("height", box.height());
  }

  private void end() {
    svg.append("/>\n");
  }

  /** Writes an outline as path data. */
  private record PathData(StringBuilder out) implements Outline.Sink {
    @Override
    public void moveTo(double x, double y) {
      add('M', x, y);
    }

    @Override
    public void lineTo(double x, double y) {
      add('L', x, y);
    }

    @Override
    public void quadTo(double x1, double y1, double x, double y) {
      add('Q', x1, y1, x, y);
    }

    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
      add('C', x1, y1, x2, y2, x, y);
    }

    @Override
    public void close() {
      out.append('Z');
    }

    private void add(char operation, double... numbers) {
      out.append(operation);
      for (int i = 0; i < numbers.length; i++) {
        out.append(i == 0 ? "" : " ");
        Decimals.append(out, numbers[i]);
      }
    }
  }
}
