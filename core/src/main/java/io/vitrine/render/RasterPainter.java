package io.vitrine.render;

import io.vitrine.figure.Paint;
import io.vitrine.figure.Palette;
import io.vitrine.figure.Pixels;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Paints a drawing into an image. Text is filled outlines of our own fonts, so that neither the
 * system's fonts nor its font library are touched.
 */
final class RasterPainter {
  private static final long MOST_PIXELS = 400_000_000;

  private final Graphics2D graphics;
  private final Theme theme;

  private RasterPainter(Graphics2D graphics, Theme theme) {
    this.graphics = graphics;
    this.theme = theme;
  }

  /** The drawing on its paper, opaque. */
  static BufferedImage paint(Drawing drawing, RenderOptions options) {
    long width = Math.round(drawing.width() * options.scale());
    long height = Math.round(drawing.height() * options.scale());
    if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels; choose another scale than "
              + options.scale());
    }
    BufferedImage image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      RasterPainter painter = new RasterPainter(graphics, options.theme());
      painter.prepare(options.scale(), image);
      drawing.elements().forEach(painter::paint);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** The pixels of an image that {@link #paint} made; not copied. */
  static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  private void prepare(double scale, BufferedImage image) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(new Color(theme.rgb(Palette.PAPER)));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
  }

  private void paint(Element element) {
    if (element instanceof Element.Group group) {
      paintGroup(group);
    } else if (element instanceof Element.Rect rect) {
      Box box = rect.box();
      paint(
          new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()),
          rect.fill(),
          rect.stroke());
    } else if (element instanceof Element.Line line) {
      paint(
          new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()), Fill.NONE, line.stroke());
    } else if (element instanceof Element.Circle circle) {
      double r = circle.radius();
      paint(
          new Ellipse2D.Double(circle.x() - r, circle.y() - r, 2 * r, 2 * r),
          circle.fill(),
          circle.stroke());
    } else if (element instanceof Element.Path path) {
      paint(shape(path.outline()), path.fill(), path.stroke());
    } else if (element instanceof Element.Text text) {
      paintText(text);
    } else if (element instanceof Element.Image image) {
      paintImage(image);
    }
  }

  private void paintGroup(Element.Group group) {
    Shape outer = graphics.getClip();
    group
        .clip()
        .ifPresent(
            box ->
                graphics.clip(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height())));
    group.elements().forEach(this::paint);
    graphics.setClip(outer);
  }

  private void paint(Shape shape, Fill fill, Stroke stroke) {
    if (fill.isVisible()) {
      graphics.setColor(color(fill.paint(), fill.opacity()));
      graphics.fill(shape);
    }
    if (stroke.isVisible()) {
      graphics.setColor(color(stroke.paint(), stroke.opacity()));
      graphics.setStroke(basic(stroke));
      graphics.draw(shape);
    }
  }

  private static BasicStroke basic(Stroke stroke) {
    float width = (float) stroke.width();
    if (stroke.dash().size() == 0) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    float[] dash = new float[stroke.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = (float) stroke.dash().at(i);
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  private Color color(Paint paint, double opacity) {
    return new Color(theme.rgb(paint) | (int) Math.round(opacity * 255) << 24, true);
  }

  private void paintText(Element.Text text) {
    Path2D.Double letters = new Path2D.Double(Path2D.WIND_NON_ZERO);
    Path2D.Double fatter = new Path2D.Double(Path2D.WIND_NON_ZERO);
    TextOutlines.forEach(
        text,
        (outline, map, isEmboldened) -> {
          Shape letter = shape(outline.mapped(map));
          (isEmboldened ? fatter : letters).append(letter, false);
        });
    graphics.setColor(color(text.style().paint(), 1));
    graphics.fill(letters);
    if (fatter.getCurrentPoint() != null) {
      graphics.fill(fatter);
      graphics.setStroke(new BasicStroke((float) TextOutlines.emboldening(text)));
      graphics.draw(fatter);
    }
  }

  private void paintImage(Element.Image image) {
    Pixels pixels = image.pixels();
    BufferedImage source =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_ARGB);
    source.setRGB(0, 0, pixels.width(), pixels.height(), pixels.toArray(), 0, pixels.width());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        image.sampling() == Sampling.PIXELATED
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    Frame frame = image.frame();
    double width = pixels.width();
    double height = pixels.height();
    AffineTransform map =
        new AffineTransform(
            frame.acrossX() / width,
            frame.acrossY() / width,
            frame.downX() / height,
            frame.downY() / height,
            frame.x(),
            frame.y());
    graphics.drawImage(source, map, null);
  }

  private static Path2D.Double shape(Outline outline) {
    Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    outline.forEach(
        new Outline.Sink() {
          @Override
          public void moveTo(double x, double y) {
            path.moveTo(x, y);
          }

          @Override
          public void lineTo(double x, double y) {
            path.lineTo(x, y);
          }

          @Override
          public void quadTo(double x1, double y1, double x, double y) {
            path.quadTo(x1, y1, x, y);
          }

          @Override
          public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
            path.curveTo(x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            path.closePath();
          }
        });
    return path;
  }
}
