package io.vitrine.render.notation;

import io.vitrine.figure.Pixels;
import io.vitrine.wire.Png;
import io.vitrine.wire.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Brings pictures to the PNG encoder, with alpha only where it is needed. */
public final class PngPixels {
  private PngPixels() {}

  /** Encodes a picture that becomes part of a file: rather small than soon. */
  public static byte[] embedded(Pixels pixels) {
    int channels = pixels.isOpaque() ? 3 : 4;
    Png.Shape shape = new Png.Shape(pixels.width(), pixels.height(), channels);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngWriter png = PngWriter.open(out, shape, Png.Effort.SMALL, 0)) {
      new PngRows(png, shape).write(pixels.toArray(), pixels.height());
      png.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return out.toByteArray();
  }
}
