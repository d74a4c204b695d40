package io.vitrine.pdf;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** The first page of a PDF file as PDFBox reads it. */
final class PdfPage implements AutoCloseable {
  private static final double DOTS_PER_PIXEL = 96;

  private final PDDocument document;

  private PdfPage(PDDocument document) {
    this.document = document;
  }

  static PdfPage of(byte[] file) throws IOException {
    return new PdfPage(Loader.loadPDF(file));
  }

  PDDocument document() {
    return document;
  }

  Raster whole(double scale) throws IOException {
    return raster(new PDFRenderer(document), scale);
  }

  Raster withoutText(double scale) throws IOException {
    return raster(
        new PDFRenderer(document) {
          @Override
          protected PageDrawer createPageDrawer(PageDrawerParameters parameters)
              throws IOException {
            return new PageDrawer(parameters) {
              @Override
              protected void showGlyph(Matrix place, PDFont font, int code, Vector displacement) {
                // left out
              }
            };
          }
        },
        scale);
  }

  private static Raster raster(PDFRenderer renderer, double scale) throws IOException {
    return new Raster(renderer.renderImageWithDPI(0, (float) (DOTS_PER_PIXEL * scale)));
  }

  /** Its glyphs, one by one, in the order in which they are drawn. */
  List<PlacedText> glyphs() throws IOException {
    List<PlacedText> glyphs = new ArrayList<>();
    double height = document.getPage(0).getMediaBox().getHeight();
    PDFTextStripper reader =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition glyph) {
            Matrix at = glyph.getTextMatrix();
            glyphs.add(
                new PlacedText(
                    glyph.getUnicode(),
                    at.getTranslateX() / PdfPainter.POINTS_PER_PIXEL,
                    (height - at.getTranslateY()) / PdfPainter.POINTS_PER_PIXEL,
                    glyph.getWidth() / PdfPainter.POINTS_PER_PIXEL,
                    at.getShearX() != 0));
          }
        };
    reader.writeText(document, new StringWriter());
    return glyphs;
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
