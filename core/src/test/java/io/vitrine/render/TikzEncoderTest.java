package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.notation.TexText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikzEncoderTest {
  @TempDir Path folder;

  private static String tex(Figure figure) {
    return new String(
        Figures.bytes(figure, "tex", RenderOptions.defaults()), StandardCharsets.UTF_8);
  }

  @Test
  void write_line_asRecorded() {
    Mark.Line line =
        Mark.Line.of(
            "50 % of $x_1$",
            Numbers.of(0, 1, 2), Numbers.of(1e-4, 2e-4, 1e-4), LineStyle.of(Palette.BLUE));
    Figure figure =
        Figure.builder("tex", "A_{b} & \\c")
            .panels(AxesPanel.of("", Axis.linear("x"), Axis.linear("y"), line).high(60))
            .widthPx(300)
            .build();
    Golden.check("line.tex", tex(figure));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a_b^c{d}; a\\_b\\textasciicircum{}c\\{d\\}",
        "50 % of $x; 50 \\% of \\$x",
        "\\end; \\textbackslash{}end",
        "a--b; a-{}-{}b",
        "−3×10⁻⁴; \\ensuremath{-}3\\ensuremath{\\times}10\\ensuremath{^{-}}\\ensuremath{^{4}}",
        "|x| < 1; \\textbar{}x\\textbar{} \\textless{} 1",
      })
  void of_specialCharacters_escapesThem(String text, String tex) {
    assertThat(TexText.of(text)).contains(tex);
  }

  @Test
  void of_chineseText_isLeftToOutlines() {
    assertThat(TexText.of("卷积")).isEmpty();
    assertThat(tex(DemoFigures.lying()))
        .contains("% 第一阶段 layer1\n\\path[fill=")
        .doesNotContain("ctex");
  }

  @Test
  void save_largePicture_putsItBeside() throws IOException {
    Figures.save(DemoFigures.kernels(), folder.resolve("k.tex"));
    assertThat(Files.readString(folder.resolve("k.tex"))).contains("]{k-1.png}");
    assertThat(folder.resolve("k-1.png")).exists();
  }

  @Test
  void bytes_largePicture_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tex(DemoFigures.kernels()))
        .withMessageContaining("beside it");
  }
}
