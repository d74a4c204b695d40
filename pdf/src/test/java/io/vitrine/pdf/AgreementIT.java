package io.vitrine.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.figure.Figure;
import io.vitrine.layout.OperatorGraph;
import io.vitrine.model.Network;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import io.vitrine.render.Theme;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.zoo.Zoo;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One figure looks the same in every format. SVG and TikZ are compared without their text, since
 * the fonts that draw it are the system's and LaTeX's; where each text stands is compared apart.
 */
class AgreementIT {
  private static final double SCALE = 2;
  private static final RenderOptions OPTIONS = RenderOptions.defaults().scaledBy(SCALE);

  private static final double USUAL = 1;

  /** Of a thousand lines thinner than a pixel, which every rasteriser rounds in its own way. */
  private static final double HAIRLINES = 4;

  /** Of a page full of small texts, whose edges every rasteriser smooths in its own way. */
  private static final double SMALL_TEXTS = 1.5;

  private static double tolerance(String style) {
    return switch (style) {
      case "neuron" -> HAIRLINES;
      case "operators" -> SMALL_TEXTS;
      default -> USUAL;
    };
  }

  static Stream<Arguments> drawn() {
    return Stream.concat(
        Zoo.names().stream().map(network -> Arguments.of(network, "block")),
        Stream.of(
            Arguments.of("lenet5", "lenet"),
            Arguments.of("resnet18", "lenet"),
            Arguments.of("mlp", "neuron"),
            Arguments.of("lenet5", "operators"),
            Arguments.of("resnet18", "operators")));
  }

  private static Figure figure(String name, String style) {
    Network network = Zoo.build(name, Zoo.usualTask(name));
    if (style.equals("operators")) {
      return OperatorGraph.of(network);
    }
    return Architecture.of(
        network, Architecture.style(style), ArchitectureOptions.defaults(), Locale.ENGLISH);
  }

  private static PdfPage pdf(Figure figure) throws IOException {
    return PdfPage.of(Figures.bytes(figure, "pdf", OPTIONS));
  }

  private static SvgPage svg(Figure figure) throws Exception {
    return SvgPage.of(Figures.svg(figure, Theme.LIGHT));
  }

  private static void assertAlike(Raster found, Raster expected, double most) {
    assertThat(expected.ink()).as("pixels with ink").isGreaterThan(1000);
    assertThat(found.width()).isCloseTo(expected.width(), within(1));
    assertThat(found.height()).isCloseTo(expected.height(), within(1));
    assertThat(found.meanDifference(expected))
        .as("mean difference of a channel, of 255")
        .isLessThan(most);
    assertThat(found.differentSquares(expected))
        .as("squares of 16 pixels that differ clearly")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void pdf_ofANetwork_looksLikeThePng(String network, String style) throws IOException {
    Figure figure = figure(network, style);
    byte[] png = Figures.bytes(figure, "png", OPTIONS);
    try (PdfPage pdf = pdf(figure)) {
      Raster expected = new Raster(ImageIO.read(new ByteArrayInputStream(png)));
      assertAlike(pdf.whole(SCALE), expected, tolerance(style));
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void svg_ofANetwork_looksLikeThePdf(String network, String style) throws Exception {
    Figure figure = figure(network, style);
    try (PdfPage pdf = pdf(figure)) {
      assertAlike(svg(figure).withoutText(SCALE), pdf.withoutText(SCALE), USUAL);
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void texts_ofANetwork_standAtTheSamePlaces(String network, String style) throws Exception {
    Figure figure = figure(network, style);
    try (PdfPage pdf = pdf(figure)) {
      Iterator<PlacedText> glyphs = pdf.glyphs().iterator();
      for (PlacedText text : svg(figure).texts()) {
        assertSame(text, glyphs);
      }
      assertThat(glyphs.hasNext()).isFalse();
    }
  }

  /** The next glyphs of the PDF file spell a text of the SVG file, from its place to its end. */
  private static void assertSame(PlacedText text, Iterator<PlacedText> glyphs) {
    PlacedText first = glyphs.next();
    PlacedText last = first;
    StringBuilder read = new StringBuilder(first.text());
    while (read.length() < text.text().length()) {
      last = glyphs.next();
      read.append(last.text());
    }
    assertThat(read).hasToString(text.text());
    assertThat(first.isTurned()).isEqualTo(text.isTurned());
    if (!text.isTurned()) {
      assertThat(first.y()).as(text.text()).isCloseTo(text.y(), within(0.1));
      double width = text.width() == 0 ? last.width() : text.width();
      assertThat(last.x() + last.width() - first.x())
          .as("the width of " + text.text())
          .isCloseTo(width, within(0.02 * width + 0.1));
      assertThat((first.x() + last.x() + last.width()) / 2)
          .as("the middle of " + text.text())
          .isCloseTo(text.x() + text.width() / 2, within(text.width() == 0 ? width : 0.5));
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void tikz_ofANetwork_looksLikeThePdf(String network, String style, @TempDir Path folder)
      throws Exception {
    assumeTrue(
        isInstalled("pdflatex"),
        "pdflatex is not installed (Debian: texlive-latex-extra, texlive-pictures)");
    Figure figure = figure(network, style);
    Figures.save(figure, folder.resolve("figure.tex"));
    compile(folder);
    try (PdfPage tikz = PdfPage.of(Files.readAllBytes(folder.resolve("figure.pdf")));
        PdfPage pdf = pdf(figure)) {
      assertAlike(tikz.withoutText(SCALE), pdf.withoutText(SCALE), USUAL);
    }
  }

  private static void compile(Path folder) throws Exception {
    Path log = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "figure.tex")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static boolean isInstalled(String program) {
    List<String> folders =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
