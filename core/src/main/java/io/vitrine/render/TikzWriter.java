package io.vitrine.render;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.notation.Decimals;
import io.vitrine.render.notation.PngPixels;
import io.vitrine.render.notation.TexText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the elements of a drawing as TikZ, in pixels with y downwards. */
final class TikzWriter {
  private static final int MOST_RECTANGLES = 2000;
  private static final double POINTS_PER_PIXEL = 0.75;

  private final StringBuilder tex = new StringBuilder();
  private final Map<Integer, String> colors = new LinkedHashMap<>();
  private final Theme theme;
  private final FigureEncoder.Companions companions;

  TikzWriter(Theme theme, FigureEncoder.Companions companions) {
    this.theme = theme;
    this.companions = companions;
  }

  /** The picture's commands. */
  String write(Drawing drawing) throws IOException {
    Box page = new Box(0, 0, drawing.width(), drawing.height());
    write(new Element.Rect(page, Fill.of(Palette.PAPER), Stroke.NONE));
    tex.append("\\useasboundingbox ").append(point(0, 0)).append(" rectangle ");
    tex.append(point(page.width(), page.height())).append(";\n");
    writeAll(drawing.elements());
    return tex.toString();
  }

  /** The definitions of all colors that were used. */
  String colors() {
    StringBuilder out = new StringBuilder();
    colors.forEach(
        (rgb, name) ->
            out.append(String.format(Locale.ROOT, "\\definecolor{%s}{HTML}{%06X}\n", name, rgb)));
    return out.toString();
  }

  private void writeAll(List<Element> elements) throws IOException {
    for (Element element : elements) {
      write(element);
    }
  }

  private void write(Element element) throws IOException {
    if (element instanceof Element.Group group) {
      group(group);
    } else if (element instanceof Element.Rect rect) {
      Box b = rect.box();
      path(
          point(b.x(), b.y()) + " rectangle " + point(b.right(), b.bottom()),
          rect.fill(),
          rect.stroke());
    } else if (element instanceof Element.Line line) {
      String points = point(line.x1(), line.y1()) + " -- " + point(line.x2(), line.y2());
      path(points, Fill.NONE, line.stroke());
    } else if (element instanceof Element.Circle circle) {
      String size = Decimals.of(circle.radius() * POINTS_PER_PIXEL);
      path(
          point(circle.x(), circle.y()) + " circle (" + size + "bp)",
          circle.fill(),
          circle.stroke());
    } else if (element instanceof Element.Path path) {
      path(data(path.outline()), path.fill(), path.stroke());
    } else if (element instanceof Element.Text text) {
      text(text);
    } else if (element instanceof Element.Image image) {
      image(image);
    }
  }

  private void group(Element.Group group) throws IOException {
    if (!group.tag().id().isEmpty()) {
      tex.append("% ").append(group.tag().id()).append('\n');
    }
    if (group.clip().isEmpty()) {
      writeAll(group.elements());
      return;
    }
    Box clip = group.clip().get();
    tex.append("\\begin{scope}\n\\clip ").append(point(clip.x(), clip.y())).append(" rectangle ");
    tex.append(point(clip.right(), clip.bottom())).append(";\n");
    writeAll(group.elements());
    tex.append("\\end{scope}\n");
  }

  private void path(String points, Fill fill, Stroke stroke) {
    List<String> options = new ArrayList<>();
    if (fill.isVisible()) {
      options.add("fill=" + color(fill.paint()));
      addOpacity(options, "fill opacity", fill.opacity());
    }
    if (stroke.isVisible()) {
      options.add("draw=" + color(stroke.paint()));
      options.add("line width=" + Decimals.of(stroke.width() * POINTS_PER_PIXEL) + "bp");
      addOpacity(options, "draw opacity", stroke.opacity());
      addDash(options, stroke);
    }
    if (!options.isEmpty()) {
      tex.append("\\path[")
          .append(String.join(",", options))
          .append("] ")
          .append(points)
          .append(";\n");
    }
  }

  private static void addOpacity(List<String> options, String name, double opacity) {
    if (opacity < 1) {
      options.add(name + "=" + Decimals.of(opacity));
    }
  }

  private static void addDash(List<String> options, Stroke stroke) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < stroke.dash().size(); i++) {
      pattern.append(i % 2 == 0 ? " on " : " off ");
      pattern.append(Decimals.of(stroke.dash().at(i) * POINTS_PER_PIXEL)).append("bp");
    }
    if (!pattern.isEmpty()) {
      options.add("dash pattern=" + pattern.toString().strip());
    }
  }

  private void text(Element.Text text) {
    Optional<String> words = TexText.of(text.text());
    if (words.isEmpty()) {
      outlines(text);
      return;
    }
    TextStyle style = text.style();
    String anchor =
        switch (text.anchor()) {
          case START -> "base west";
          case MIDDLE -> "base";
          case END -> "base east";
        };
    String turned = text.angle() == 0 ? "" : ",rotate=" + Decimals.of(-text.angle());
    String size = Decimals.of(style.size() * POINTS_PER_PIXEL);
    tex.append("\\node[anchor=")
        .append(anchor)
        .append(turned)
        .append(",text=")
        .append(color(style.paint()));
    tex.append(",font=\\fontsize{")
        .append(size)
        .append("bp}{")
        .append(size)
        .append("bp}\\sffamily");
    tex.append(style.weight() == TextStyle.Weight.BOLD ? "\\bfseries" : "")
        .append("\\selectfont] at ");
    tex.append(point(text.x(), text.y())).append(" {").append(words.get()).append("};\n");
  }

  private void outlines(Element.Text text) {
    tex.append("% ").append(TikzEncoder.oneLine(text.text())).append('\n');
    Fill fill = Fill.of(text.style().paint());
    Stroke fatter = Stroke.of(text.style().paint(), TextOutlines.emboldening(text));
    TextOutlines.forEach(
        text,
        (outline, map, isEmboldened) -> {
          if (!outline.isEmpty()) {
            path(new PathData(map).of(outline), fill, isEmboldened ? fatter : Stroke.NONE);
          }
        });
  }

  private void image(Element.Image image) throws IOException {
    Pixels pixels = image.pixels();
    if (pixels.width() * pixels.height() <= MOST_RECTANGLES) {
      rectangles(image.frame(), pixels);
      return;
    }
    String file = companions.save("png", PngPixels.embedded(pixels));
    Frame f = image.frame();
    double across = Math.hypot(f.acrossX(), f.acrossY());
    double down = Math.hypot(f.downX(), f.downY());
    tex.append("\\begin{pgfscope}\n");
    tex.append(
        String.format(
            Locale.ROOT,
            "\\pgftransformcm{%.5f}{%.5f}{%.5f}{%.5f}{\\pgfpointxy{%.3f}{%.3f}}\n",
            f.acrossX() / across,
            -f.acrossY() / across,
            -f.downX() / down,
            f.downY() / down,
            f.x() + f.downX(),
            f.y() + f.downY()));
    tex.append(
        String.format(
            Locale.ROOT,
            "\\pgftext[left,bottom]{\\includegraphics[width=%.3fbp,height=%.3fbp]{%s}}\n",
            across * POINTS_PER_PIXEL,
            down * POINTS_PER_PIXEL,
            file));
    tex.append("\\end{pgfscope}\n");
  }

  /** Runs of one color as parallelograms, a trace too wide so that no seams show. */
  private void rectangles(Frame frame, Pixels pixels) {
    for (int row = 0; row < pixels.height(); row++) {
      int from = 0;
      for (int column = 1; column <= pixels.width(); column++) {
        int argb = pixels.argb(from, row);
        if (column == pixels.width() || pixels.argb(column, row) != argb) {
          Fill fill = new Fill(new Color(argb & 0xFFFFFF), (argb >>> 24) / 255.0);
          boolean opaque = argb >>> 24 == 255;
          Stroke seam = opaque ? Stroke.of(fill.paint(), 0.15) : Stroke.NONE;
          path(data(part(frame, pixels, row, from, column)), fill, seam);
          from = column;
        }
      }
    }
  }

  private static Outline part(Frame f, Pixels pixels, int row, int from, int to) {
    double u0 = (double) from / pixels.width();
    double u1 = (double) to / pixels.width();
    double v0 = (double) row / pixels.height();
    double v1 = (double) (row + 1) / pixels.height();
    double[] corners = new double[8];
    double[][] uv = {{u0, v0}, {u1, v0}, {u1, v1}, {u0, v1}};
    for (int i = 0; i < 4; i++) {
      corners[2 * i] = f.x() + uv[i][0] * f.acrossX() + uv[i][1] * f.downX();
      corners[2 * i + 1] = f.y() + uv[i][0] * f.acrossY() + uv[i][1] * f.downY();
    }
    return Outline.polygon(corners);
  }

  private String color(Paint paint) {
    return colors.computeIfAbsent(theme.rgb(paint), rgb -> "c" + colors.size());
  }

  private static String data(Outline outline) {
    return new PathData(new double[] {1, 0, 0, 1, 0, 0}).of(outline);
  }

  private static String point(double x, double y) {
    return "(" + Decimals.of(x) + "," + Decimals.of(y) + ")";
  }

  /** Writes an outline under a map as TikZ's path operations; a quadratic curve becomes a cubic. */
  private static final class PathData implements Outline.Sink {
    private final StringBuilder out = new StringBuilder();
    private final double[] map;
    private double lastX;
    private double lastY;

    PathData(double[] map) {
      this.map = map;
    }

    String of(Outline outline) {
      outline.forEach(this);
      return out.toString().strip();
    }

    @Override
    public void moveTo(double x, double y) {
      out.append(' ');
      end(x, y);
    }

    @Override
    public void lineTo(double x, double y) {
      out.append(" -- ");
      end(x, y);
    }

    @Override
    public void quadTo(double x1, double y1, double x, double y) {
      cubicTo((lastX + 2 * x1) / 3, (lastY + 2 * y1) / 3, (x + 2 * x1) / 3, (y + 2 * y1) / 3, x, y);
    }

    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
      out.append(" .. controls ");
      mapped(x1, y1);
      out.append(" and ");
      mapped(x2, y2);
      out.append(" .. ");
      end(x, y);
    }

    @Override
    public void close() {
      out.append(" -- cycle");
    }

    private void end(double x, double y) {
      mapped(x, y);
      lastX = x;
      lastY = y;
    }

    private void mapped(double x, double y) {
      out.append(point(map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5]));
    }
  }
}
