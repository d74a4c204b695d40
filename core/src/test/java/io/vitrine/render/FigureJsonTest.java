package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Panel;
import io.vitrine.figure.TablePanel;
import io.vitrine.figure.color.Palette;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FigureJsonTest {
  private static Map<?, ?> panel(Panel panel) throws IOException {
    Figure figure = Figure.builder("figure", "Title").subtitle("sub").panels(panel).build();
    Map<String, Object> json = JSON.std.mapFrom(FigureJson.of(figure));
    assertThat(json)
        .containsEntry("id", "figure")
        .containsEntry("title", "Title")
        .containsEntry("subtitle", "sub")
        .containsEntry("text", "Title. sub");
    return (Map<?, ?>) list(json, "panels").get(0);
  }

  private static List<?> list(Map<?, ?> json, String name) {
    return (List<?>) Objects.requireNonNull(json.get(name), name);
  }

  @Test
  void of_lines_holdsEveryPointAndNaNAsText() throws IOException {
    Mark.Line line =
        Mark.Line.of(
            "loss", Numbers.of(1, 2), Numbers.of(0.5, Double.NaN), LineStyle.of(Palette.INK));
    AxesPanel axes =
        AxesPanel.of("curve", Axis.integers("step"), Axis.linear("loss").in("nats"), line);

    Map<?, ?> json = panel(axes);

    assertThat(json.get("y")).isEqualTo(Map.of("label", "loss", "unit", "nats"));
    assertThat(json.get("marks"))
        .isEqualTo(
            List.of(Map.of("name", "loss", "x", List.of(1.0, 2.0), "y", List.of(0.5, "NaN"))));
  }

  @Test
  void of_bars_holdsCategoriesAndValues() throws IOException {
    AxesPanel axes =
        AxesPanel.of(
            "bars",
            Axis.linear("mean"),
            Axis.categories("layer", List.of("a", "b")),
            Mark.Bars.of("epoch 1", Numbers.of(0.25, 4), Palette.INK));

    Map<?, ?> json = panel(axes);

    assertThat(((Map<?, ?>) Objects.requireNonNull(json.get("y"))).get("categories"))
        .isEqualTo(List.of("a", "b"));
    assertThat(json.get("marks"))
        .isEqualTo(List.of(Map.of("name", "epoch 1", "values", List.of(0.25, 4.0))));
  }

  @Test
  void of_table_holdsItsCells() throws IOException {
    TablePanel table =
        new TablePanel(
            "table",
            List.of(new TablePanel.Column("layer", TablePanel.Align.LEFT)),
            List.of(TablePanel.Row.of("conv1")));

    assertThat(panel(table))
        .isEqualTo(
            Map.of(
                "title", "table", "columns", List.of("layer"), "rows", List.of(List.of("conv1"))));
  }

  @Test
  void of_demoFigures_areOneObjectEach() throws IOException {
    for (Figure figure : DemoFigures.all()) {
      Map<String, Object> json = JSON.std.mapFrom(FigureJson.of(figure));
      assertThat((List<?>) json.get("panels")).hasSameSizeAs(figure.panels());
      assertThat((List<?>) json.get("panels"))
          .allSatisfy(panel -> assertThat(((Map<?, ?>) panel).size()).isGreaterThan(1));
    }
  }

  @Test
  void of_heatMap_holdsRowsOfShortNumbers() throws IOException {
    HeatMapPanel map = (HeatMapPanel) DemoFigures.gradientMap().panels().get(0);
    Grid grid = map.values();

    List<?> rows = list(panel(map), "values");

    assertThat(rows).hasSize(grid.height());
    assertThat((List<?>) rows.get(0)).hasSize(grid.width());
  }
}
