package io.vitrine.render;

import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.raster.Rectangles;
import io.vitrine.render.raster.Stamps;
import io.vitrine.render.raster.Stretch;
import io.vitrine.render.raster.Surface;
import io.vitrine.render.raster.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paints a drawing into pixels, opaque. Upright rectangles, lines and pictures and text are painted
 * here; the first other element calls {@link Java2dPainter} in. A drawing without any is painted
 * band by band, so that no more than a band of its pixels need be held.
 */
final class RasterPainter {
  private static final int BAND_ROWS = 128;

  /** Above it the roundness of a frame's corners would be missed; in pixels. */
  private static final double WIDEST_FRAME = 2;

  /** How far letters reach above and below their base line at most, in ems. */
  private static final double REACH = 1.5;

  private final Surface surface;
  private final RenderOptions options;
  private final double scale;
  private final Stamps stamps = new Stamps();
  private @Nullable Java2dPainter other;

  private RasterPainter(Surface surface, RenderOptions options) {
    this.surface = surface;
    this.options = options;
    this.scale = options.scale();
  }

  /** Takes the rows of a picture from above, a band at a time. */
  @FunctionalInterface
  interface Bands<E extends Exception> {
    /**
     * The next rows.
     *
     * @param rgb pixels {@code 0xRRGGBB}, lent: the next band reuses the array
     */
    void take(int[] rgb, int rows) throws E;
  }

  /** Paints a drawing and hands its rows out. */
  static <E extends Exception> void paint(Drawing drawing, RenderOptions options, Bands<E> bands)
      throws E {
    PictureSize size = PictureSize.of(drawing, options);
    int paper = options.theme().rgb(Palette.PAPER);
    int rows = isPlain(drawing.elements(), options.scale()) ? BAND_ROWS : size.height();
    Surface surface = Surface.of(size.width(), Math.min(rows, size.height()), paper);
    RasterPainter painter = new RasterPainter(surface, options);
    painter.paint(drawing);
    for (int top = 0; top < size.height(); top += rows) {
      if (top > 0) {
        surface.moveTo(top);
        painter.paint(drawing);
      }
      bands.take(surface.pixels(), Math.min(rows, size.height() - top));
    }
  }

  /** The whole drawing. */
  static Surface paint(Drawing drawing, RenderOptions options) {
    PictureSize size = PictureSize.of(drawing, options);
    int paper = options.theme().rgb(Palette.PAPER);
    Surface surface = Surface.of(size.width(), size.height(), paper);
    new RasterPainter(surface, options).paint(drawing);
    return surface;
  }

  private void paint(Drawing drawing) {
    drawing.elements().forEach(this::paint);
    if (other != null) {
      other.dispose();
    }
  }

  private static boolean isPlain(List<Element> elements, double scale) {
    for (Element element : elements) {
      boolean plain =
          element instanceof Element.Group group
              ? isPlain(group.elements(), scale)
              : isPlain(element, scale);
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(Element element, double scale) {
    if (element instanceof Element.Rect rect) {
      Stroke stroke = rect.stroke();
      return !stroke.isVisible()
          || stroke.dash().size() == 0 && stroke.width() * scale <= WIDEST_FRAME;
    }
    if (element instanceof Element.Line line) {
      boolean isUpright = line.x1() == line.x2() || line.y1() == line.y2();
      return isUpright && line.stroke().dash().size() == 0;
    }
    if (element instanceof Element.Text text) {
      return !TextOutlines.isEmboldened(text);
    }
    return element instanceof Element.Image image
        && image.sampling() == Element.Sampling.PIXELATED
        && image.frame().isUpright();
  }

  private void paint(Element element) {
    if (element instanceof Element.Group group) {
      paintGroup(group);
    } else if (!isPlain(element, scale)) {
      if (other == null) {
        other = new Java2dPainter(surface, options);
      }
      other.paint(element, surface.window());
    } else if (element instanceof Element.Rect rect) {
      paintRect(rect);
    } else if (element instanceof Element.Line line) {
      paintLine(line);
    } else if (element instanceof Element.Text text) {
      paintText(text);
    } else if (element instanceof Element.Image image) {
      Frame frame = image.frame();
      Box box = new Box(frame.x(), frame.y(), frame.acrossX(), frame.downY());
      Stretch.paint(surface, image.pixels(), scaled(box));
    }
  }

  private void paintGroup(Element.Group group) {
    if (group.clip().isEmpty()) {
      group.elements().forEach(this::paint);
    } else {
      Window before = surface.clip(Window.of(scaled(group.clip().get())));
      group.elements().forEach(this::paint);
      surface.restore(before);
    }
  }

  private void paintRect(Element.Rect rect) {
    Box box = scaled(rect.box());
    Fill fill = rect.fill();
    if (fill.isVisible()) {
      Rectangles.fill(surface, box, rgb(fill.paint()), alpha(fill.opacity()));
    }
    Stroke stroke = rect.stroke();
    if (stroke.isVisible()) {
      int alpha = alpha(stroke.opacity());
      Rectangles.frame(surface, box, stroke.width() * scale, rgb(stroke.paint()), alpha);
    }
  }

  /** An upright or level line is an area: its ends are cut off straight. */
  private void paintLine(Element.Line line) {
    Stroke stroke = line.stroke();
    if (!stroke.isVisible()) {
      return;
    }
    double half = stroke.width() / 2;
    double across = line.x1() == line.x2() ? half : 0;
    double along = line.x1() == line.x2() ? 0 : half;
    double left = Math.min(line.x1(), line.x2()) - across;
    double top = Math.min(line.y1(), line.y2()) - along;
    Box box =
        new Box(
            left,
            top,
            Math.max(line.x1(), line.x2()) + across - left,
            Math.max(line.y1(), line.y2()) + along - top);
    Rectangles.fill(surface, scaled(box), rgb(stroke.paint()), alpha(stroke.opacity()));
  }

  private void paintText(Element.Text text) {
    if (!reaches(text)) {
      return;
    }
    int color = rgb(text.style().paint());
    TextOutlines.forEach(
        text,
        (outline, map, isEmboldened) -> {
          double[] toPixels = map.clone();
          for (int i = 0; i < toPixels.length; i++) {
            toPixels[i] *= scale;
          }
          stamps.fill(surface, outline, toPixels, color);
        });
  }

  /** Whether a level text may touch the rows that are painted; any other is taken to. */
  private boolean reaches(Element.Text text) {
    double reach = REACH * text.style().size();
    Window window = surface.window();
    return text.angle() != 0
        || (text.y() + reach) * scale >= window.top()
            && (text.y() - reach) * scale <= window.bottom();
  }

  private Box scaled(Box box) {
    return scaled(box, scale);
  }

  /** A box of a drawing in pixels. */
  static Box scaled(Box box, double scale) {
    return new Box(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale);
  }

  private int rgb(Paint paint) {
    return options.theme().rgb(paint);
  }

  private static int alpha(double opacity) {
    return (int) Math.round(opacity * 255);
  }
}
