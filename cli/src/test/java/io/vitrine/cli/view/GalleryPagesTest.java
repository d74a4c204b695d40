package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** No text of the gallery's diagrams lies on another one, and all ink is inside the page. */
class GalleryPagesTest {
  private static final Path GALLERY = Path.of("../docs/gallery/diagrams");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

  /** What capitals and digits take above the base line, and descenders below, of a text's size. */
  private static final double ASCENT = 0.73;

  private static final double DESCENT = 0.12;

  static Stream<Path> figures() throws IOException {
    try (Stream<Path> files = Files.list(GALLERY)) {
      return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList().stream();
    }
  }

  /** A text and the area that its letters take. */
  private record Label(String text, Area area) {
    boolean isOn(Label other) {
      Area shared = new Area(area);
      shared.intersect(other.area);
      Rectangle2D box = shared.getBounds2D();
      return box.getWidth() > 0.05 && box.getHeight() > 0.05;
    }
  }

  private static Element page(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  private static List<Element> all(Element page, String name) {
    NodeList found = page.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static double number(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static List<Double> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  private static Label label(Element text) {
    double size = number(text, "font-size");
    double width = text.hasAttribute("textLength") ? number(text, "textLength") : 0.6 * size;
    double x = number(text, "x");
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "middle" -> x - width / 2;
          case "end" -> x - width;
          default -> x;
        };
    Shape box =
        new Rectangle2D.Double(
            left, number(text, "y") - ASCENT * size, width, (ASCENT + DESCENT) * size);
    List<Double> turn = numbers(text.getAttribute("transform"));
    AffineTransform place =
        turn.isEmpty()
            ? new AffineTransform()
            : AffineTransform.getRotateInstance(
                Math.toRadians(turn.get(0)), turn.get(1), turn.get(2));
    return new Label(text.getTextContent(), new Area(place.createTransformedShape(box)));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void figure_ofTheGallery_hasNoTextOnAnother(Path file) throws Exception {
    List<Label> labels = all(page(file), "text").stream().map(GalleryPagesTest::label).toList();
    List<String> clashes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        if (labels.get(i).isOn(labels.get(j))) {
          clashes.add(labels.get(i).text() + " on " + labels.get(j).text());
        }
      }
    }

    assertThat(labels).hasSizeGreaterThan(5);
    assertThat(clashes).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void figure_ofTheGallery_hasAllInkOnThePage(Path file) throws Exception {
    Element page = page(file);
    Rectangle2D paper = new Rectangle2D.Double(0, 0, number(page, "width"), number(page, "height"));
    List<Rectangle2D> ink = new ArrayList<>();
    all(page, "text").forEach(text -> ink.add(label(text).area().getBounds2D()));
    all(page, "path").forEach(path -> ink.add(around(numbers(path.getAttribute("d")))));
    for (Element line : all(page, "line")) {
      ink.add(around(List.of("x1", "y1", "x2", "y2").stream().map(a -> number(line, a)).toList()));
    }
    for (Element circle : all(page, "circle")) {
      double r = number(circle, "r");
      ink.add(
          new Rectangle2D.Double(number(circle, "cx") - r, number(circle, "cy") - r, 2 * r, 2 * r));
    }

    assertThat(ink).hasSizeGreaterThan(10);
    assertThat(ink)
        .allSatisfy(
            box -> {
              assertThat(box.getMinX()).isGreaterThanOrEqualTo(paper.getMinX());
              assertThat(box.getMinY()).isGreaterThanOrEqualTo(paper.getMinY());
              assertThat(box.getMaxX()).isLessThanOrEqualTo(paper.getMaxX());
              assertThat(box.getMaxY()).isLessThanOrEqualTo(paper.getMaxY());
            });
  }

  /** The box around points; the control points of curves lie in it or beyond their curve. */
  private static Rectangle2D around(List<Double> coordinates) {
    Rectangle2D box = new Rectangle2D.Double(coordinates.get(0), coordinates.get(1), 0, 0);
    for (int i = 2; i + 1 < coordinates.size(); i += 2) {
      box.add(coordinates.get(i), coordinates.get(i + 1));
    }
    return box;
  }
}
