package io.vitrine.render.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagramCheckTest {
  private static Solid.Block block(String id, double x) {
    return new Solid.Block(
        Tag.of(id, id),
        new Point(x, 0, 0),
        List.of(Solid.Section.of(4, "")),
        10,
        10,
        Solid.Skin.plain(Color.of("#FFCC66"), 0.4),
        Solid.Labels.NONE);
  }

  private static List<String> problems(Solid... solids) {
    return DiagramCheck.problems(
        Figure.builder("f", "f").panels(DiagramPanel.of("", List.of(solids), 5)).build());
  }

  @Test
  void problems_lineThroughABlock_isFound() {
    Solid arrow = Solid.Arrow.between(new Point(4, 0, 0), new Point(30, 0, 0));

    assertThat(problems(block("a", 0), block("b", 10), arrow, block("c", 30)))
        .singleElement()
        .asString()
        .endsWith("crosses b");
  }

  @Test
  void problems_bentLineOverABlocksPicture_isFound() {
    List<Point> points =
        List.of(new Point(2, 5, 0), new Point(2, 6, 0), new Point(32, 6, 0), new Point(32, 5, 0));

    assertThat(
            problems(
                block("a", 0), block("b", 15), block("c", 30), new Solid.Arrow(Tag.NONE, points)))
        .singleElement()
        .asString()
        .endsWith("crosses b");
  }

  @Test
  void problems_blocksInEachOther_areFound() {
    assertThat(problems(block("a", 0), block("b", 3))).containsExactly("a stands in b");
  }

  private static Solid line(double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1], 0));
    }
    return new Solid.Arrow(Tag.NONE, points);
  }

  @Test
  void problems_linesThatJoinBeforeABlock_areFound() {
    Solid straight = line(4, 0, 30, 0);
    Solid joining = line(4, -40, 20, -40, 20, 0, 30, 0);
    Solid apart = line(4, -40, 20, -40, 20, -2, 30, -2);

    assertThat(problems(block("a", 0), straight, joining, block("b", 30)))
        .singleElement()
        .asString()
        .endsWith("join");
    assertThat(problems(block("a", 0), straight, apart, block("b", 30))).isEmpty();
  }

  @Test
  void problems_lineThatBendsOnAnother_isFound() {
    Solid straight = line(4, 0, 30, 0);
    Solid bending = line(12, -40, 20, 0, 28, -40);

    assertThat(problems(block("a", 0), straight, bending, block("b", 30)))
        .singleElement()
        .asString()
        .endsWith("join");
  }

  @Test
  void problems_linesThatJoinAtABallOrComeFromOneBlock_areNone() {
    Solid ball = new Solid.Ball(Tag.NONE, new Point(32, 0, 0), 2, Color.of("#00BF40"), 0.6, "+");
    Solid straight = line(4, 0, 30, 0);
    Solid joining = line(4, -40, 20, -40, 20, 0, 30, 0);
    Solid forking = line(4, 0, 20, 0, 20, -40, 40, -40);

    assertThat(problems(block("a", 0), straight, joining, ball)).isEmpty();
    assertThat(problems(block("a", 0), straight, forking, block("b", 30))).isEmpty();
  }

  private static Solid bracket(String name, double from, double to, double y) {
    return new Solid.Bracket(
        Tag.titled(name), new Point(from, y, 0), new Point(to, y, 0), 1, "× 2");
  }

  @Test
  void problems_bracketOverItsBlocks_isNone() {
    assertThat(problems(block("a", 0), block("b", 20), bracket("two", 0, 24, 9))).isEmpty();
  }

  @Test
  void problems_bracketThatCutsABlockOrReachesBeyond_isFound() {
    Solid a = block("a", 0);
    Solid b = block("b", 20);

    for (double[] wrong : new double[][] {{0, 22}, {0, 30}, {2, 24}, {-3, 24}}) {
      assertThat(problems(a, b, bracket("two", wrong[0], wrong[1], 9)))
          .singleElement()
          .asString()
          .contains("does not begin and end");
    }
  }

  @Test
  void problems_bracketOnOtherInk_isFound() {
    Solid a = block("a", 0);
    Solid b = block("b", 20);

    assertThat(problems(a, b, bracket("two", 0, 24, 6)))
        .contains("the bracket 'two' lies on a", "the bracket 'two' lies on b");
    assertThat(problems(a, b, bracket("two", 0, 24, 9), bracket("one", 0, 4, 10)))
        .containsExactly("the bracket 'two' lies on the bracket 'one'");
    assertThat(problems(a, b, line(2, 5, 2, 9, 22, 9, 22, 5), bracket("two", 0, 24, 9)))
        .singleElement()
        .asString()
        .startsWith("the bracket 'two' lies on the line");
  }

  private static Solid note(String words, double x, double y) {
    return Solid.Note.of(new Point(x, y, 0), words, Solid.Side.RIGHT);
  }

  @Test
  void problems_lineThroughWords_isFound() {
    assertThat(problems(line(0, 0, 60, 0), note("words", 10, 0)))
        .singleElement()
        .asString()
        .startsWith("a line goes through 'words'");
    assertThat(problems(line(15, 20, 15, -20), note("words", 10, 0))).hasSize(1);
    assertThat(problems(line(0, 0, 60, 0), note("words", 10, 4))).isEmpty();
    assertThat(problems(line(60, 20, 60, -20), note("words", 10, 0))).isEmpty();
  }

  @Test
  void problems_fartherBlockPaintedOverANearerOne_isFound() {
    assertThat(problems(block("far", 0), block("near", 5))).isEmpty();
    assertThat(problems(block("near", 5), block("far", 0)))
        .containsExactly("far is painted over near");
    assertThat(problems(block("right", 30), block("left", 0))).isEmpty();
  }
}
