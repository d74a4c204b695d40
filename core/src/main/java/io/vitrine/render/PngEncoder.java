package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.notation.PngRows;
import io.vitrine.wire.Png;
import io.vitrine.wire.PngWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes PNG at any scale; the file says how many of its pixels make an inch. */
final class PngEncoder implements FigureEncoder {
  private static final double CSS_PIXELS_PER_INCH = 96;

  @Override
  public List<String> endings() {
    return List.of("png");
  }

  @Override
  public void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException {
    PictureSize size = PictureSize.of(drawing, options);
    double dotsPerInch = CSS_PIXELS_PER_INCH * options.scale();
    Png.Shape shape = new Png.Shape(size.width(), size.height(), 3);
    try (PngWriter png = PngWriter.open(out, shape, Png.Effort.SOON, dotsPerInch)) {
      PngRows rows = new PngRows(png, shape);
      RasterPainter.paint(drawing, options, rows::write);
      png.finish();
    }
  }
}
