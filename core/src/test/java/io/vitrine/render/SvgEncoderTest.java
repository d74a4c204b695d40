package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgEncoderTest {
  private static Figure small() {
    Mark.Bars bars =
        new Mark.Bars(
            "",
            Numbers.of(3, 1.5),
            Palette.BLUE,
            List.of(Tag.of("a", "three").linkingTo("#there"), Tag.titled("half")));
    return Figure.builder("small", "A \"small\" <figure> & more")
        .panels(
            AxesPanel.of(
                    "", Axis.categories("", List.of("a", "b")), Axis.linear("size").in("px"), bars)
                .high(80))
        .alternativeText("Two bars, 3 and 1.5 px.")
        .widthPx(240)
        .build();
  }

  @Test
  void writes_smallFigure_asRecorded() {
    Golden.check("small.svg", Figures.svg(small(), Theme.LIGHT));
  }

  @Test
  void writes_lines_asRecorded() {
    LineStyle style = LineStyle.of(Palette.GREEN).with(Marker.CIRCLE);
    Mark.Line line =
        Mark.Line.of("loss", Numbers.of(1, 2, 3, 4), Numbers.of(1, Double.NaN, 0.1, 0.01), style);
    Figure figure =
        Figure.builder("lines", "Lines")
            .panels(AxesPanel.of("Loss", Axis.integers("epoch"), Axis.log("loss"), line).high(120))
            .widthPx(320)
            .build();
    Golden.check("lines.svg", Figures.svg(figure, Theme.AUTO));
  }

  @ParameterizedTest
  @MethodSource("io.vitrine.render.DemoFigures#all")
  void writes_everyDemo_asValidXmlWithUniqueIds(Figure figure) throws Exception {
    String svg = Figures.svg(figure, Theme.AUTO);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("aria-label")).isEqualTo(figure.title());
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(figure.alternativeText());
    List<String> ids =
        svg.lines()
            .flatMap(
                line -> java.util.regex.Pattern.compile(" id=\"([^\"]*)\"").matcher(line).results())
            .map(m -> m.group(1))
            .toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith(figure.id()));
  }

  @Test
  void writes_sameFigureTwice_alike() {
    assertThat(Figures.svg(DemoFigures.curves(), Theme.LIGHT))
        .isEqualTo(Figures.svg(DemoFigures.curves(), Theme.LIGHT));
  }
}
