package io.vitrine.pdf;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.Theme;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.text.Extent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.util.Matrix;

/** Paints a drawing on a page, whose lengths are points and whose y grows upwards. */
final class PdfPainter {
  static final double POINTS_PER_PIXEL = 0.75;
  private static final int ROUND_JOIN = 1;

  private final PDDocument document;
  private final PDPage page;
  private final PDPageContentStream content;
  private final Drawing drawing;
  private final Theme theme;
  private final PdfText text;
  private final Map<List<Double>, PDExtendedGraphicsState> opacities = new HashMap<>();

  PdfPainter(
      PDDocument document, PDPage page, PDPageContentStream content, Drawing drawing, Theme theme) {
    this.document = document;
    this.page = page;
    this.content = content;
    this.drawing = drawing;
    this.theme = theme;
    this.text = new PdfText(document, content, drawing.height());
  }

  void paint() throws IOException {
    content.setLineJoinStyle(ROUND_JOIN);
    Box whole = new Box(0, 0, drawing.width(), drawing.height());
    paint(new Element.Rect(whole, Fill.of(Palette.PAPER), Stroke.NONE));
    paintAll(drawing.elements());
  }

  private void paintAll(List<Element> elements) throws IOException {
    for (Element element : elements) {
      paint(element);
    }
  }

  private void paint(Element element) throws IOException {
    if (element instanceof Element.Group group) {
      paintGroup(group);
    } else if (element instanceof Element.Rect rect) {
      Box b = rect.box();
      paint(rectangle(b), rect.fill(), rect.stroke());
    } else if (element instanceof Element.Line line) {
      Outline path = Outline.polyline(line.x1(), line.y1(), line.x2(), line.y2()).build();
      paint(path, Fill.NONE, line.stroke());
    } else if (element instanceof Element.Circle circle) {
      paint(circle(circle), circle.fill(), circle.stroke());
    } else if (element instanceof Element.Path path) {
      paint(path.outline(), path.fill(), path.stroke());
    } else if (element instanceof Element.Text words) {
      opacity(1, 1);
      for (Outline box : text.paint(words, color(words.style().paint()))) {
        paint(box, Fill.of(words.style().paint()), Stroke.NONE);
      }
    } else if (element instanceof Element.Image image) {
      paintImage(image);
    }
  }

  private void paintGroup(Element.Group group) throws IOException {
    if (group.clip().isPresent()) {
      content.saveGraphicsState();
      trace(rectangle(group.clip().get()));
      content.clip();
      paintAll(group.elements());
      content.restoreGraphicsState();
    } else {
      paintAll(group.elements());
    }
    if (group.tag().link().matches("https?://.*")) {
      link(group);
    }
  }

  private void link(Element.Group group) throws IOException {
    Box box = Extent.of(group.elements());
    PDAnnotationLink link = new PDAnnotationLink();
    link.setRectangle(
        new PDRectangle(x(box.x()), y(box.bottom()), length(box.width()), length(box.height())));
    PDBorderStyleDictionary border = new PDBorderStyleDictionary();
    border.setWidth(0);
    link.setBorderStyle(border);
    PDActionURI action = new PDActionURI();
    action.setURI(group.tag().link());
    link.setAction(action);
    link.setContents(group.tag().title());
    page.getAnnotations().add(link);
  }

  private static Outline rectangle(Box b) {
    return Outline.polygon(
        b.x(), b.y(), b.right(), b.y(), b.right(), b.bottom(), b.x(), b.bottom());
  }

  /** A circle of four cubic curves; 0.5523 is their usual control length. */
  private static Outline circle(Element.Circle c) {
    double r = c.radius();
    double k = 0.5523 * r;
    double x = c.x();
    double y = c.y();
    Outline.Builder path = Outline.builder();
    path.moveTo(x + r, y);
    path.cubicTo(x + r, y + k, x + k, y + r, x, y + r);
    path.cubicTo(x - k, y + r, x - r, y + k, x - r, y);
    path.cubicTo(x - r, y - k, x - k, y - r, x, y - r);
    path.cubicTo(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    return path.build();
  }

  private void paint(Outline outline, Fill fill, Stroke stroke) throws IOException {
    if (!fill.isVisible() && !stroke.isVisible()) {
      return;
    }
    opacity(fill.isVisible() ? fill.opacity() : 1, stroke.isVisible() ? stroke.opacity() : 1);
    if (fill.isVisible()) {
      content.setNonStrokingColor(color(fill.paint()));
    }
    if (stroke.isVisible()) {
      content.setStrokingColor(color(stroke.paint()));
      content.setLineWidth(length(stroke.width()));
      content.setLineDashPattern(dash(stroke), 0);
    }
    trace(outline);
    if (fill.isVisible() && stroke.isVisible()) {
      content.fillAndStroke();
    } else if (fill.isVisible()) {
      content.fill();
    } else {
      content.stroke();
    }
  }

  private static float[] dash(Stroke stroke) {
    float[] dash = new float[stroke.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = length(stroke.dash().at(i));
    }
    return dash;
  }

  private void opacity(double fill, double stroke) throws IOException {
    PDExtendedGraphicsState state =
        opacities.computeIfAbsent(
            List.of(fill, stroke),
            key -> {
              PDExtendedGraphicsState made = new PDExtendedGraphicsState();
              made.setNonStrokingAlphaConstant((float) fill);
              made.setStrokingAlphaConstant((float) stroke);
              return made;
            });
    content.setGraphicsStateParameters(state);
  }

  private Color color(Paint paint) {
    return new Color(theme.rgb(paint));
  }

  private void paintImage(Element.Image image) throws IOException {
    opacity(1, 1);
    Pixels pixels = image.pixels();
    int type = pixels.isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage buffer = new BufferedImage(pixels.width(), pixels.height(), type);
    buffer.setRGB(0, 0, pixels.width(), pixels.height(), pixels.toArray(), 0, pixels.width());
    PDImageXObject object = LosslessFactory.createFromImage(document, buffer);
    object.setInterpolate(image.sampling() == Element.Sampling.SMOOTH);
    Frame f = image.frame();
    content.drawImage(
        object,
        new Matrix(
            length(f.acrossX()),
            -length(f.acrossY()),
            -length(f.downX()),
            length(f.downY()),
            x(f.x() + f.downX()),
            y(f.y() + f.downY())));
  }

  private static float length(double pixels) {
    return (float) (pixels * POINTS_PER_PIXEL);
  }

  private static float x(double pixels) {
    return length(pixels);
  }

  private float y(double pixels) {
    return length(drawing.height() - pixels);
  }

  /** Begins a path along an outline; a quadratic curve becomes a cubic. */
  private void trace(Outline outline) {
    outline.forEach(new Tracer());
  }

  private final class Tracer implements Outline.Sink {
    private double lastX;
    private double lastY;

    private interface Step {
      void run() throws IOException;
    }

    private void to(double x, double y, Step step) {
      try {
        step.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      lastX = x;
      lastY = y;
    }

    @Override
    public void moveTo(double x, double y) {
      to(x, y, () -> content.moveTo(length(x), PdfPainter.this.y(y)));
    }

    @Override
    public void lineTo(double x, double y) {
      to(x, y, () -> content.lineTo(length(x), PdfPainter.this.y(y)));
    }

    @Override
    public void quadTo(double x1, double y1, double x, double y) {
      cubicTo((lastX + 2 * x1) / 3, (lastY + 2 * y1) / 3, (x + 2 * x1) / 3, (y + 2 * y1) / 3, x, y);
    }

    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
      to(
          x,
          y,
          () ->
              content.curveTo(
                  length(x1),
                  PdfPainter.this.y(y1),
                  length(x2),
                  PdfPainter.this.y(y2),
                  length(x),
                  PdfPainter.this.y(y)));
    }

    @Override
    public void close() {
      to(lastX, lastY, content::closePath);
    }
  }
}
