package io.vitrine.render.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.figure.Axis;
import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Panel;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.text.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PanelsTest {
  private static Drawing draw(Panel panel) {
    return FigureLayout.of(Figure.builder("f", "Title").panels(panel).widthPx(300).build());
  }

  private static List<Element> flat(List<Element> elements) {
    List<Element> all = new ArrayList<>();
    for (Element element : elements) {
      all.add(element);
      if (element instanceof Element.Group group) {
        all.addAll(flat(group.elements()));
      }
    }
    return all;
  }

  private static <E extends Element> Stream<E> all(Drawing drawing, Class<E> type) {
    return flat(drawing.elements()).stream().filter(type::isInstance).map(type::cast);
  }

  private static List<String> texts(Drawing drawing) {
    return all(drawing, Element.Text.class).map(Element.Text::text).toList();
  }

  /** The middle of the head of the only line of a diagram, in its units. */
  private static double[] head(Solid.Point... points) {
    Solid arrow = new Solid.Arrow(Tag.NONE, List.of(points));
    Drawing drawing = draw(DiagramPanel.of("", List.of(arrow), 5));
    Element.Path line =
        all(drawing, Element.Path.class)
            .filter(p -> p.fill().equals(Fill.NONE))
            .findFirst()
            .orElseThrow();
    Element.Path head =
        all(drawing, Element.Path.class)
            .filter(p -> !p.fill().equals(Fill.NONE))
            .findFirst()
            .orElseThrow();
    Box whole = Extent.of(List.of(line));
    Box part = Extent.of(List.of(head));
    return new double[] {
      (part.x() + part.width() / 2 - whole.x()) / 5, (part.y() + part.height() / 2 - whole.y()) / 5
    };
  }

  @Test
  void arrow_head_isWhereTheLineLeavesOrArrivesLevelElseOnItsLongestPart() {
    Solid.Point left = new Solid.Point(-5, 0, 0);
    Solid.Point low = new Solid.Point(0, 0, 0);
    Solid.Point high = new Solid.Point(0, 40, 0);
    Solid.Point far = new Solid.Point(20, 40, 0);
    Solid.Point down = new Solid.Point(20, 30, 0);
    Solid.Point near = new Solid.Point(2, 40, 0);

    assertThat(head(low, far)).satisfies(at -> assertThat(at[0]).isCloseTo(10, within(0.5)));
    assertThat(head(left, low, high, far)).containsExactly(new double[] {15, 0}, within(0.5));
    assertThat(head(left, low, high, near)).containsExactly(new double[] {2.5, 40}, within(0.5));
    assertThat(head(low, high, near)).containsExactly(new double[] {0, 20}, within(0.5));
    assertThat(head(high, far, down)).containsExactly(new double[] {10, 0}, within(0.5));
  }

  private static HeatMapPanel heatMap(Grid grid, ColorScale scale) {
    List<String> rows = IntStream.range(0, grid.height()).mapToObj(i -> "row " + i).toList();
    Axis x = Axis.integers("step").from(0, grid.width());
    return HeatMapPanel.of("", Axis.categories("", rows), x, grid, ColorBar.of(scale, "size"));
  }

  @Test
  void heatMap_fewCells_drawsEachWithItsColorAndTooltip() {
    Grid grid = Grid.of(1, 4, 1, 0, Float.NaN, 100);
    Drawing drawing = draw(heatMap(grid, ColorScale.log(1, 100)));
    List<Integer> colors =
        all(drawing, Element.Rect.class)
            .filter(rect -> rect.box().height() == 16 && rect.fill().isVisible())
            .map(rect -> ((Color) rect.fill().paint()).rgb())
            .toList();
    assertThat(colors).containsExactly(0x440154, ColorScale.ZERO_RGB, ColorScale.NAN_RGB, 0xFDE725);
    assertThat(all(drawing, Element.Group.class).map(group -> group.tag().title()))
        .contains("row 0, step 2.5: NaN");
    assertThat(texts(drawing)).contains("size", "zero", "NaN").doesNotContain("infinite");
  }

  @Test
  void heatMap_manyCells_isOnePictureThatKeepsASingleNaN() {
    Grid grid = Grid.of(2, 9000, (row, column) -> row == 1 && column == 4500 ? Double.NaN : 1);
    Drawing drawing = draw(heatMap(grid, ColorScale.sequential(0, 1)));
    Pixels picture = all(drawing, Element.Image.class).findFirst().orElseThrow().pixels();
    assertThat(picture.height()).isEqualTo(2);
    assertThat(picture.width()).isLessThan(600);
    long nan =
        IntStream.range(0, picture.width())
            .filter(x -> picture.argb(x, 1) == (0xFF000000 | ColorScale.NAN_RGB))
            .count();
    assertThat(nan).isEqualTo(1);
    assertThat(
            all(drawing, Element.Rect.class)
                .filter(rect -> rect.fill().paint().equals(new Color(ColorScale.NAN_RGB)))
                .map(rect -> rect.box().width()))
        .as("the mark in the map, and the patch in its key")
        .contains(3.0, 11.0);
  }

  @Test
  void tiles_fewCells_areRectanglesOfWholePixels() {
    Tile tile = Tile.of(Tag.of("k0", "kernel 0"), Grid.of(2, 2, -1, 0, 0, 1));
    Drawing drawing =
        draw(
            TilesPanel.shared(
                "",
                List.of(tile, tile.labelled("second")),
                2,
                ColorBar.of(ColorScale.diverging(1), "weight")));
    List<Box> cells =
        all(drawing, Element.Rect.class)
            .filter(rect -> rect.fill().isVisible())
            .map(Element.Rect::box)
            .toList();
    assertThat(cells)
        .hasSize(8)
        .allMatch(box -> box.width() == 16 && box.height() == 16 && box.x() == Math.rint(box.x()));
    assertThat(texts(drawing)).contains("−1.0", "0.0", "1.0", "weight");
  }

  @Test
  void tiles_manyCells_areOnePictureWithTagsAboveIt() {
    List<Tile> tiles =
        IntStream.range(0, 30)
            .mapToObj(i -> Tile.of(Tag.of("t" + i, "tile " + i), Grid.of(10, 10, (r, c) -> i)))
            .toList();
    Drawing drawing =
        draw(
            TilesPanel.shared("", tiles, 6, ColorBar.of(ColorScale.gray(0, 29), "level"))
                .tilesOf(20));
    Element.Image sheet = all(drawing, Element.Image.class).findFirst().orElseThrow();
    List<Element.Group> tags =
        all(drawing, Element.Group.class).filter(g -> g.tag().id().startsWith("t")).toList();
    assertThat(tags).hasSize(30);
    Box last = ((Element.Rect) tags.get(29).elements().get(0)).box();
    int x = (int) (last.centerX() - sheet.frame().x());
    int y = (int) (last.centerY() - sheet.frame().y());
    assertThat(sheet.pixels().argb(x, y)).isEqualTo(0xFFFFFFFF);
    assertThat(sheet.pixels().argb(2, 2)).isEqualTo(0xFF000000);
    assertThat(sheet.pixels().argb(20, 2)).as("between two tiles").isEqualTo(0);
  }

  @Test
  void tiles_largerThanShown_keepEveryCell() {
    Grid checkers = Grid.of(64, 64, (row, column) -> (row + column) % 2);
    Drawing drawing =
        draw(
            TilesPanel.of(
                    "", List.of(Tile.of(Tag.NONE, checkers).scaledBy(ColorScale.gray(0, 1))), 1)
                .tilesOf(32));
    Pixels picture = all(drawing, Element.Image.class).findFirst().orElseThrow().pixels();
    assertThat(picture.width()).isEqualTo(64);
    for (int x = 0; x < 64; x++) {
      assertThat(picture.argb(x, 5)).isEqualTo(x % 2 == 0 ? 0xFFFFFFFF : 0xFF000000);
    }
    assertThat(texts(drawing)).contains("lowest of each tile", "highest of each tile");
  }

  @Test
  void diagram_block_hasTheSizesOfItsProjection() {
    Solid.Block block =
        new Solid.Block(
            Tag.of("conv", "a convolution"),
            new Solid.Point(0, 0, 0),
            List.of(Solid.Section.of(2, "")),
            4,
            3,
            Solid.Skin.plain(Color.of("#FFCC66"), 0.4),
            Solid.Labels.NONE);
    Drawing drawing = draw(DiagramPanel.of("", List.of(block), 10));
    Box whole = Extent.of(all(drawing, Element.Group.class).findFirst().orElseThrow().elements());
    assertThat(whole.width()).isCloseTo(10 * (2 + 0.385 * 3), within(1e-9));
    assertThat(whole.height()).isCloseTo(10 * (4 + 0.385 * 3), within(1e-9));
  }

  @Test
  void diagram_crowdedLabels_areMovedApart() {
    List<Solid> solids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      solids.add(
          new Solid.Block(
              Tag.NONE,
              new Solid.Point(0.4 * i, 0, 0),
              List.of(Solid.Section.of(0.3, "1024")),
              2,
              2,
              Solid.Skin.plain(Color.of("#FFCC66"), 0.4),
              new Solid.Labels("32", "32", "a long caption")));
    }
    Drawing drawing = draw(DiagramPanel.of("", solids, 40));
    assertThat(io.vitrine.render.check.DrawingCheck.problems(drawing)).isEmpty();
    assertThat(texts(drawing).stream().filter("a long caption"::equals)).hasSize(4);
  }
}
