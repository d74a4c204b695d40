package io.vitrine.render;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.color.Paint;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.raster.Surface;
import io.vitrine.render.raster.Window;
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
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * Paints what {@link RasterPainter} leaves: lines that are not upright, circles, outlines, turned
 * pictures. Text is filled outlines of our own fonts, so that neither the system's fonts nor its
 * font library are touched.
 */
final class Java2dPainter {
  private final Graphics2D graphics;
  private final Theme theme;
  private @Nullable Window clipped;

  /**
   * A painter on a surface that holds the whole picture.
   *
   * @param options of which theme and scale are used
   */
  Java2dPainter(Surface surface, RenderOptions options) {
    this.graphics = image(surface).createGraphics();
    this.theme = options.theme();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(options.scale(), options.scale());
  }

  /** An image on the pixels of a surface, which are not copied. */
  static BufferedImage image(Surface surface) {
    int[] pixels = surface.pixels();
    DirectColorModel colors = new DirectColorModel(24, 0xFF0000, 0x00FF00, 0x0000FF);
    WritableRaster raster =
        Raster.createPackedRaster(
            new DataBufferInt(pixels, pixels.length),
            surface.width(),
            surface.rows(),
            surface.width(),
            colors.getMasks(),
            null);
    return new BufferedImage(colors, raster, false, null);
  }

  /** Paints one element, but no group, within a window. */
  void paint(Element element, Window clip) {
    if (!clip.equals(clipped)) {
      AffineTransform scale = graphics.getTransform();
      graphics.setTransform(new AffineTransform());
      graphics.setClip(
          clip.left(), clip.top(), clip.right() - clip.left(), clip.bottom() - clip.top());
      graphics.setTransform(scale);
      clipped = clip;
    }
    if (element instanceof Element.Rect rect) {
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

  /** Gives back what the system lent. */
  void dispose() {
    graphics.dispose();
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
