package io.vitrine.pdf;

import static io.vitrine.pdf.PdfPainter.POINTS_PER_PIXEL;

import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.text.Fonts;
import io.vitrine.render.text.GlyphRun;
import io.vitrine.render.text.Typeface;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Writes text in our own fonts, of which the file keeps the characters that it uses. */
final class PdfText {
  private final PDDocument document;
  private final PDPageContentStream content;
  private final double pageHeight;
  private final Map<Typeface, PDFont> fonts = new EnumMap<>(Typeface.class);

  /** Writes into a page of a height in pixels. */
  PdfText(PDDocument document, PDPageContentStream content, double pageHeight) {
    this.document = document;
    this.content = content;
    this.pageHeight = pageHeight;
  }

  /**
   * Writes a text and gives back the boxes, in pixels, that stand for characters without a font.
   */
  List<Outline> paint(Element.Text text, Color color) throws IOException {
    List<Outline> missing = new ArrayList<>();
    content.setNonStrokingColor(color);
    content.setStrokingColor(color);
    double size = text.style().size();
    double width = Fonts.width(text.text(), text.style());
    double start =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    for (GlyphRun run : Fonts.runs(text.text(), text.style().weight())) {
      double offset = start + run.x() * size;
      if (run.isMissing()) {
        missing.add(box(run, text, offset));
      } else {
        paint(run, text, offset);
      }
    }
    return missing;
  }

  private static Outline box(GlyphRun run, Element.Text text, double offset) {
    double size = text.style().size();
    double cos = Math.cos(Math.toRadians(text.angle()));
    double sin = Math.sin(Math.toRadians(text.angle()));
    return Fonts.outline(run.face(), 0)
        .mapped(
            size * cos,
            size * sin,
            size * sin,
            -size * cos,
            text.x() + offset * cos,
            text.y() + offset * sin);
  }

  /** Writes a run that begins so many pixels behind its text's anchor. */
  private void paint(GlyphRun run, Element.Text text, double offset) throws IOException {
    double angle = Math.toRadians(text.angle());
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    float size = (float) (text.style().size() * POINTS_PER_PIXEL);
    Matrix matrix =
        new Matrix(
            (float) cos,
            (float) -sin,
            (float) sin,
            (float) cos,
            (float) ((text.x() + offset * cos) * POINTS_PER_PIXEL),
            (float) ((pageHeight - text.y() - offset * sin) * POINTS_PER_PIXEL));
    content.beginText();
    content.setFont(font(run.face()), size);
    content.setTextMatrix(matrix);
    if (run.isEmboldened()) {
      content.setRenderingMode(RenderingMode.FILL_STROKE);
      content.setLineWidth((float) (Fonts.EMBOLDENING * size));
      content.setLineDashPattern(new float[0], 0);
    } else {
      content.setRenderingMode(RenderingMode.FILL);
    }
    content.showText(run.text());
    content.endText();
  }

  private PDFont font(Typeface face) throws IOException {
    PDFont font = fonts.get(face);
    if (font == null) {
      try (InputStream in = face.open()) {
        font = PDType0Font.load(document, in, true);
      }
      fonts.put(face, font);
    }
    return font;
  }
}
