package io.vitrine.render.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.render.drawing.Box;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Random;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our reader of fonts against PDFBox's. */
class TrueTypeTest {
  @ParameterizedTest
  @EnumSource
  void reads_everyCharacter_asFontboxDoes(Typeface face) throws IOException {
    try (TrueTypeFont expected =
        new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(face.open()))) {
      CmapLookup glyphs = expected.getUnicodeCmapLookup();
      double em = expected.getUnitsPerEm();
      for (int c = 0; c < 0x10000; c++) {
        int glyph = face.glyph(c);
        assertThat(glyph).as("U+%04X", c).isEqualTo(glyphs.getGlyphId(c));
        if (glyph != 0) {
          assertThat(face.advance(glyph)).isEqualTo(expected.getAdvanceWidth(glyph) / em);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void outlines_manyGlyphs_asFontboxDoes(Typeface face) throws IOException {
    try (TrueTypeFont expected =
        new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(face.open()))) {
      double em = expected.getUnitsPerEm();
      Random random = new Random(1);
      for (int i = 0; i < 400; i++) {
        int glyph = i < 100 ? i : random.nextInt(expected.getNumberOfGlyphs());
        Rectangle2D bounds =
            expected.getGlyph().getGlyph(glyph) == null
                ? new Rectangle2D.Double()
                : expected.getGlyph().getGlyph(glyph).getPath().getBounds2D();
        Box box = face.outline(glyph).bounds();
        assertThat(box.x()).as("glyph %d", glyph).isCloseTo(bounds.getX() / em, within(2e-3));
        assertThat(box.y()).isCloseTo(bounds.getY() / em, within(2e-3));
        assertThat(box.width()).isCloseTo(bounds.getWidth() / em, within(2e-3));
        assertThat(box.height()).isCloseTo(bounds.getHeight() / em, within(2e-3));
      }
    }
  }
}
