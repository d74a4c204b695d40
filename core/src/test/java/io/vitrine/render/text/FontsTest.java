package io.vitrine.render.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.drawing.TextStyle.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class FontsTest {
  private static final TextStyle STYLE = TextStyle.regular(10, Palette.INK);

  @Test
  void width_chineseText_isOneEmEach() {
    assertThat(Fonts.width("卷积核", STYLE)).isCloseTo(30, within(1e-9));
  }

  @Test
  void width_concatenation_isTheSum() {
    assertThat(Fonts.width("layer1.0 卷积", STYLE))
        .isCloseTo(Fonts.width("layer1.0 ", STYLE) + Fonts.width("卷积", STYLE), within(1e-9));
  }

  @Test
  void runs_mixedText_splitsByTypeface() {
    List<GlyphRun> runs = Fonts.runs("第1层，10⁻³", Weight.BOLD);
    assertThat(runs).extracting(GlyphRun::text).containsExactly("第", "1", "层，", "10⁻³");
    assertThat(runs).extracting(GlyphRun::isEmboldened).containsExactly(true, false, true, false);
    assertThat(runs.get(1).face()).isEqualTo(Typeface.INTER_BOLD);
  }

  @Test
  void runs_signsOfOurFigures_haveGlyphs() {
    String signs = "0123456789 −×±≤≥≈∞√∑∂∇·…→←↑↓⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂αβγδελμσωΔΣ|∈°µ‰–—“”";
    assertThat(Fonts.runs(signs, Weight.REGULAR)).allMatch(run -> !run.glyphs().contains(0));
  }

  @Test
  void runs_unknownCharacter_givesABoxAndReportsIt() {
    GlyphRun run = Fonts.runs("\uD83D\uDE00", Weight.REGULAR).get(0);
    assertThat(run.glyphs()).containsExactly(0);
    assertThat(Fonts.outline(run.face(), 0).bounds().height()).isCloseTo(0.72, within(1e-9));
    assertThat(Fonts.missingCharacters()).contains(0x1F600);
  }
}
