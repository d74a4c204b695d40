package io.vitrine.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Color;
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
}
