package io.vitrine.pdf;

import io.vitrine.render.FigureEncoder;
import io.vitrine.render.RenderOptions;
import io.vitrine.render.drawing.Drawing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Writes PDF: vectors, text that can be searched and copied in the used parts of our own fonts,
 * links to the web. The same drawing gives the same bytes.
 */
public final class PdfEncoder implements FigureEncoder {
  // One of our fonts has no glyph names, which PDF does not need; PDFBox warns of it. The reference
  // is held because a logger's level goes with the logger.
  private static final Logger FONT_NAMES =
      Logger.getLogger("org.apache.fontbox.ttf.PostScriptTable");

  static {
    FONT_NAMES.setLevel(Level.SEVERE);
  }

  @Override
  public List<String> endings() {
    return List.of("pdf");
  }

  @Override
  public void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      describe(document, drawing);
      float width = (float) (drawing.width() * PdfPainter.POINTS_PER_PIXEL);
      float height = (float) (drawing.height() * PdfPainter.POINTS_PER_PIXEL);
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        new PdfPainter(document, page, content, drawing, options.theme()).paint();
      }
      document.save(out);
    }
  }

  private static void describe(PDDocument document, Drawing drawing) {
    document.setDocumentId(0L);
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(drawing.title());
    information.setSubject(drawing.description());
    information.setCreator("Vitrine");
    document.getDocumentCatalog().setLanguage(drawing.language().toLanguageTag());
    PDViewerPreferences preferences =
        new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    preferences.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(preferences);
  }
}
