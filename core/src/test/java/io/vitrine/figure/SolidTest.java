package io.vitrine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Side;
import io.vitrine.figure.Solid.Wire;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.Figures;
import io.vitrine.render.Theme;
import io.vitrine.view.Golden;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SolidTest {
  private static final List<Point> SQUARE =
      List.of(new Point(0, 10, 0), new Point(10, 10, 0), new Point(10, 0, 0), new Point(0, 0, 0));

  private static Figure figure(Solid... solids) {
    DiagramPanel panel = DiagramPanel.of("", List.of(solids), 5);
    return Figure.builder("f", "solids").panels(panel).build();
  }

  @Test
  void face_ofTwoCorners_isRefused() {
    assertThatThrownBy(() -> Face.of(Tag.NONE, SQUARE.subList(0, 2), Palette.INK, 1))
        .hasMessageContaining("three corners or more");
  }

  @Test
  void face_ofAPictureWithThreeCorners_isRefused() {
    Pixels picture = Pixels.gray(1, 1, 0.5f);

    assertThatThrownBy(
            () -> new Face(Tag.NONE, SQUARE.subList(0, 3), Palette.INK, 1, Optional.of(picture)))
        .hasMessageContaining("of a picture four");
  }

  @Test
  void wire_withoutWidth_isRefused() {
    List<Point> points = SQUARE.subList(0, 2);

    assertThatThrownBy(() -> new Wire(Tag.NONE, points, Palette.INK, 0, 1, Dash.SOLID))
        .hasMessageContaining("0.0 px wide");
    assertThatThrownBy(() -> new Wire(Tag.NONE, points, Palette.INK, 1, 2, Dash.SOLID))
        .hasMessageContaining("of opacity 2.0");
  }

  /** Ten units of five pixels: the square is 50 px wide, the dashed line has its pattern. */
  @Test
  void draw_faceAndWire_areInTheirPlaces() {
    Solid face = Face.of(Tag.titled("a face"), SQUARE, Color.of("#FF0000"), 0.5);
    Solid wire = new Wire(Tag.NONE, SQUARE.subList(0, 2), Palette.INK, 1.5, 0.25, Dash.DASHED);
    String svg = Figures.svg(figure(face, wire), Theme.LIGHT);

    assertThat(svg).contains("a face", "stroke-dasharray", "stroke-width=\"1.5\"");
  }

  @Test
  void draw_notesAtOnePoint_moveApart() {
    Point point = new Point(0, 0, 0);
    Solid face = Face.of(Tag.NONE, SQUARE, Palette.GRID, 1);
    Figure figure =
        figure(
            face,
            Solid.Note.of(point, "first", Side.BELOW),
            Solid.Note.bold(point, "second", Side.BELOW),
            Solid.Note.of(point, "left", Side.LEFT),
            Solid.Note.of(point, "farther", Side.LEFT));

    Golden.checkReadable(figure);
  }
}
