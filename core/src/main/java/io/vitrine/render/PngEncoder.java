package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;
import java.awt.image.BufferedImage;
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
    BufferedImage image = RasterPainter.paint(drawing, options);
    int[] rgb = RasterPainter.pixels(image);
    double dotsPerInch = CSS_PIXELS_PER_INCH * options.scale();
    out.write(PngPixels.file(image.getWidth(), image.getHeight(), rgb, dotsPerInch));
  }
}
