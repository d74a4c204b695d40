package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG; the file says how many of its pixels make an inch. */
final class JpegEncoder implements FigureEncoder {
  private static final double CSS_PIXELS_PER_INCH = 96;
  private static final String METADATA = "javax_imageio_jpeg_image_1.0";

  @Override
  public List<String> endings() {
    return List.of("jpg", "jpeg");
  }

  @Override
  public void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException {
    BufferedImage image = Java2dPainter.image(RasterPainter.paint(drawing, options));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) options.quality());
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      state(metadata, (int) Math.round(CSS_PIXELS_PER_INCH * options.scale()));
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
  }

  private static void state(IIOMetadata metadata, int dotsPerInch) throws IOException {
    IIOMetadataNode jfif = new IIOMetadataNode("app0JFIF");
    String density = Integer.toString(dotsPerInch);
    String[][] attributes = {
      {"majorVersion", "1"},
      {"minorVersion", "2"},
      {"resUnits", "1"},
      {"Xdensity", density},
      {"Ydensity", density},
      {"thumbWidth", "0"},
      {"thumbHeight", "0"}
    };
    for (String[] attribute : attributes) {
      jfif.setAttribute(attribute[0], attribute[1]);
    }
    IIOMetadataNode variety = new IIOMetadataNode("JPEGvariety");
    variety.appendChild(jfif);
    IIOMetadataNode root = new IIOMetadataNode(METADATA);
    root.appendChild(variety);
    root.appendChild(new IIOMetadataNode("markerSequence"));
    metadata.mergeTree(METADATA, root);
  }
}
