package io.vitrine.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.view.diagram.DiagramTheme.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagramThemeTest {
  @Test
  void read_file_changesWhatItNamesAndKeepsTheRest(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.theme"),
            """
            # our colors
            base = dark
            page = light
            heat = gray
            convolution.fill = #102030
            convolution.band-opacity = 0.9
            pooling.fill = #FF0000
            """);
    DiagramTheme theme = DiagramTheme.read(file.toString());

    assertThat(theme.page()).isEqualTo(Page.LIGHT);
    assertThat(theme.heat()).isEqualTo(ColorMap.GRAY);
    assertThat(theme.skin(Look.CONVOLUTION, true).fill()).isEqualTo(Color.of("#102030"));
    assertThat(theme.skin(Look.CONVOLUTION, true).bandOpacity()).isEqualTo(0.9);
    assertThat(theme.skin(Look.POOLING, true).isBanded()).isFalse();
    assertThat(theme.skin(Look.LINEAR, true))
        .isEqualTo(DiagramTheme.of(DiagramTheme.Named.DARK).skin(Look.LINEAR, true));
  }

  @ParameterizedTest
  @CsvSource({
    "'convolution.fill=red', 'line 1: convolution.fill: a color is written #RRGGBB, found ''red'''",
    "'#c\nconv.fill=#FFFFFF', 'line 2: unknown key ''conv''; there are base, page'",
    "'pooling.opacity=2', 'pooling.opacity is a number from 0 to 1, found ''2'''",
    "'pooling.colour=#FFFFFF', 'of a look there are fill, opacity, band, band-opacity'",
    "'page=blue', 'page is one of light, dark, found ''blue'''",
    "'pooling', 'expected key=value, found ''pooling'''",
    "'base=neon', 'base=neon is no theme; they are paper, colorblind, greyscale, dark'",
    "'page=dark\nbase=dark', 'line 2: base comes before all other keys'"
  })
  void read_wrongLine_namesFileLineAndWhatIsRight(String text, String message, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.theme"), text);

    assertThatThrownBy(() -> DiagramTheme.read(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong.theme")
        .hasMessageContaining(message);
  }

  @Test
  void read_neitherThemeNorFile_namesTheThemes() {
    assertThatThrownBy(() -> DiagramTheme.read("neon"))
        .hasMessageContaining("no theme 'neon'")
        .hasMessageContaining("greyscale");
  }

  @ParameterizedTest
  @EnumSource(DiagramTheme.Named.class)
  void of_everyTheme_keepsItsMainLooksApart(DiagramTheme.Named name) {
    DiagramTheme theme = DiagramTheme.of(name);
    Look[] together = {Look.CONVOLUTION, Look.POOLING, Look.LINEAR, Look.SOFTMAX};

    for (Look a : together) {
      for (Look b : together) {
        if (a != b) {
          double apart =
              Math.abs(lightness(theme.skin(a, false)) - lightness(theme.skin(b, false)));
          assertThat(apart).as("%s: %s and %s in grey", name, a, b).isGreaterThan(0.04);
        }
      }
    }
  }

  /** Lines start on bands: WCAG 2's contrast ratio, of what a dark page leaves of both. */
  @Test
  void of_dark_keepsLinesApartFromWhatTheyStartOn() {
    DiagramTheme theme = DiagramTheme.of(DiagramTheme.Named.DARK);
    double line = luminance(theme.connector(), 0.8);

    for (Look look : List.of(Look.CONVOLUTION, Look.POOLING, Look.LINEAR, Look.ATTENTION)) {
      Skin skin = theme.skin(look, true);
      double band = luminance((Color) skin.band(), skin.bandOpacity());
      assertThat((line + 0.05) / (band + 0.05)).as("%s", look).isGreaterThan(2);
    }
  }

  private static double luminance(Color color, double opacity) {
    return 0.2126 * linear(color.red(), opacity)
        + 0.7152 * linear(color.green(), opacity)
        + 0.0722 * linear(color.blue(), opacity);
  }

  private static double linear(int part, double opacity) {
    return Math.pow((part * opacity + 0x18 * (1 - opacity)) / 255, 2.2);
  }

  /** Inputs and merges are white; they are known by their shapes. */
  @Test
  void of_greyscale_keepsAllLooksApart() {
    DiagramTheme theme = DiagramTheme.of(DiagramTheme.Named.GREYSCALE);
    List<Double> greys =
        Stream.of(Look.values())
            .filter(look -> look != Look.INPUT && look != Look.MERGE)
            .map(look -> lightness(theme.skin(look, false)))
            .sorted()
            .toList();

    for (int i = 1; i < greys.size(); i++) {
      assertThat(greys.get(i) - greys.get(i - 1)).isGreaterThan(0.04);
    }
    assertThat(greys.get(greys.size() - 1)).isLessThan(1);
  }

  /** Of a face on its page, 0 to 1, as a printer would make it. */
  private static double lightness(Skin skin) {
    Color fill = (Color) skin.fill();
    double grey = (0.2126 * fill.red() + 0.7152 * fill.green() + 0.0722 * fill.blue()) / 255;
    return skin.opacity() * grey + (1 - skin.opacity());
  }
}
