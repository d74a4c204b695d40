package io.vitrine.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Dash;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfEncoderTest {
  private static final RenderOptions OPTIONS = RenderOptions.defaults().scaledBy(2);

  private static Figure figure() {
    LineStyle style = LineStyle.of(Palette.BLUE).with(Dash.DASHED).with(Marker.CIRCLE);
    AxesPanel axes =
        AxesPanel.of(
                "损失 loss",
                Axis.integers("轮次"),
                Axis.log("交叉熵").in("nats"),
                Mark.Line.of(
                    "training \uD83D\uDE00",
                    Numbers.counting(1, 5),
                    Numbers.of(1, 0.1, 0.05, 0.04, 0.04),
                    style),
                Mark.Rule.upright(3, "best", Palette.VERMILLION))
            .high(120);
    List<Tile> tiles =
        IntStream.range(0, 30)
            .mapToObj(i -> Tile.of(Tag.NONE, Grid.of(9, 9, (r, c) -> (r * c + i) % 17 - 8)))
            .toList();
    TilesPanel sheet =
        TilesPanel.shared("", tiles, 10, ColorBar.of(ColorScale.diverging(8), "weight"));
    Solid.Skin skin = new Solid.Skin(Color.of("#FFCC66"), 0.4, Color.of("#FFAA55"), 0.6);
    DiagramPanel diagram =
        DiagramPanel.of(
            "",
            List.of(
                new Solid.Plate(
                    Tag.NONE,
                    new Solid.Point(0, 0, 0),
                    3,
                    3,
                    Pixels.gray(2, 2, 0, 0.3f, 0.6f, 0.9f),
                    "in"),
                new Solid.Block(
                    Tag.of("block", "a block").linkingTo("https://example.org/conv"),
                    new Solid.Point(2, 0, 0),
                    List.of(Solid.Section.of(1, "64")),
                    3,
                    3,
                    skin,
                    new Solid.Labels("", "32", "conv"))),
            30);
    return Figure.builder("pdf", "A figure 图")
        .subtitle("梯度 is the derivative")
        .panels(axes, sheet, diagram)
        .arrangement(Arrangement.stack())
        .alternativeText("For the test.")
        .language(Locale.SIMPLIFIED_CHINESE)
        .widthPx(420)
        .build();
  }

  private static PDDocument read() throws IOException {
    return Loader.loadPDF(Figures.bytes(figure(), "pdf", OPTIONS));
  }

  @Test
  void write_figure_looksLikeThePng() throws IOException {
    Raster png =
        new Raster(ImageIO.read(new ByteArrayInputStream(Figures.bytes(figure(), "png", OPTIONS))));
    try (PdfPage page = PdfPage.of(Figures.bytes(figure(), "pdf", OPTIONS))) {
      Raster pdf = page.whole(2);
      assertThat(pdf.width()).isCloseTo(png.width(), within(1));
      assertThat(pdf.height()).isCloseTo(png.height(), within(1));
      assertThat(pdf.meanDifference(png)).as("mean difference of a channel").isLessThan(3);
      assertThat(pdf.differentSquares(png)).as("squares that differ clearly").isEmpty();
    }
  }

  @Test
  void write_texts_canBeSearched() throws IOException {
    try (PDDocument document = read()) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("A figure 图", "梯度 is the derivative", "−5 0 5");
    }
  }

  @Test
  void write_fonts_areEmbeddedInPart() throws IOException {
    byte[] pdf = Figures.bytes(figure(), "pdf", OPTIONS);
    assertThat(pdf.length).isLessThan(120_000);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var resources = document.getPage(0).getResources();
      assertThat(resources.getFontNames()).hasSize(3);
      for (var name : resources.getFontNames()) {
        assertThat(resources.getFont(name).isEmbedded()).isTrue();
        assertThat(resources.getFont(name).getName()).matches("[A-Z]{6}\\+.*");
      }
    }
  }

  @Test
  void write_properties_tellTitleAndLanguage() throws IOException {
    try (PDDocument document = read()) {
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A figure 图");
      assertThat(document.getDocumentInformation().getSubject()).isEqualTo("For the test.");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
    }
  }

  @Test
  void write_link_leadsToItsAddress() throws IOException {
    try (PDDocument document = read()) {
      List<PDAnnotationLink> links =
          StreamSupport.stream(document.getPage(0).getAnnotations().spliterator(), false)
              .map(PDAnnotationLink.class::cast)
              .toList();
      assertThat(links).hasSize(1);
      assertThat(((PDActionURI) links.get(0).getAction()).getURI())
          .isEqualTo("https://example.org/conv");
    }
  }

  @Test
  void write_twice_givesTheSameBytes() {
    assertThat(Figures.bytes(figure(), "pdf", OPTIONS))
        .isEqualTo(Figures.bytes(figure(), "pdf", OPTIONS));
  }
}
