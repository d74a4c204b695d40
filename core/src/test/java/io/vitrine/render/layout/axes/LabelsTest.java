package io.vitrine.render.layout.axes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.color.Color;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Box PLOT = new Box(0, 0, 400, 200);
  private static final TextStyle STYLE = TextStyle.regular(10, Color.of("#333333"));

  private final Canvas canvas = new Canvas();
  private final Labels labels = new Labels(canvas, PLOT);

  private void level(double y) {
    labels.avoid(Outline.polyline(0, y, 400, y).build());
  }

  private void upright(double x) {
    labels.avoid(Outline.polyline(x, 0, x, 200).build());
  }

  /** The background of a word, which is the place that it takes. */
  private List<Box> places() {
    return canvas.elements().stream()
        .filter(Element.Rect.class::isInstance)
        .map(element -> ((Element.Rect) element).box())
        .toList();
  }

  @Test
  void beside_room_takesThePlaceWanted() {
    labels.beside(400, 100, "a word of some length", STYLE);
    assertThat(places())
        .singleElement()
        .satisfies(box -> assertThat(box.y()).isBetween(90.0, 100.0));
  }

  @Test
  void beside_levelLine_standsBesideIt() {
    level(100);
    labels.beside(400, 100, "a word of some length", STYLE);
    assertThat(places())
        .singleElement()
        .satisfies(box -> assertThat(box.y() > 100 || box.bottom() < 100).isTrue());
  }

  /** A line at the top without room above it, and an upright line that no place can avoid. */
  @Test
  void beside_linesEverywhere_crossesTheUprightOneOnly() {
    level(6);
    upright(370);
    labels.beside(400, 0, "a word of some length", STYLE);
    assertThat(places()).singleElement().satisfies(box -> assertThat(box.y()).isBetween(6.0, 20.0));
  }

  @Test
  void beside_manyWords_neverOverlap() {
    for (int i = 0; i < 8; i++) {
      labels.beside(400, 50, "a word of some length", STYLE);
    }
    List<Box> places = places();
    assertThat(places).hasSize(8);
    for (Box box : places) {
      assertThat(places.stream().filter(box::overlaps)).containsExactly(box);
    }
  }
}
