package io.vitrine.render;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Panel;
import io.vitrine.figure.Plane;
import io.vitrine.figure.Solid;
import io.vitrine.figure.TablePanel;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A figure's numbers and words as JSON, for programs: what it shows, and nothing of how.
 *
 * <p>NaN and infinities are texts. A picture among the tiles is told by its size alone.
 */
public final class FigureJson {
  private FigureJson() {}

  /** The figure as one JSON object: id, title, subtitle, text and panels. */
  public static String of(Figure figure) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", figure.id());
    json.put("title", figure.title());
    json.put("subtitle", figure.subtitle());
    json.put("text", figure.alternativeText());
    json.put("panels", figure.panels().stream().map(FigureJson::panel).toList());
    return Json.text(json);
  }

  private static Map<String, Object> panel(Panel panel) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", panel.title());
    if (panel instanceof AxesPanel axes) {
      json.put("x", axis(axes.x()));
      json.put("y", axis(axes.y()));
      json.put("marks", axes.marks().stream().map(FigureJson::mark).toList());
    } else if (panel instanceof HeatMapPanel map) {
      json.put("rows", axis(map.rows()));
      json.put("x", axis(map.x()));
      json.put("values", rows(map.values()));
    } else if (panel instanceof TilesPanel sheet) {
      json.put("tiles", sheet.tiles().stream().map(FigureJson::tile).toList());
    } else if (panel instanceof TablePanel table) {
      json.put("columns", table.columns().stream().map(TablePanel.Column::heading).toList());
      json.put("rows", table.rows().stream().map(TablePanel.Row::cells).toList());
    } else if (panel instanceof DiagramPanel diagram) {
      json.put("parts", tagged(diagram.solids().stream().map(Solid::tag)));
    } else if (panel instanceof GraphPanel graph) {
      json.put("parts", tagged(graph.parts().stream().map(Flat::tag)));
    }
    return json;
  }

  private static Map<String, Object> axis(Axis axis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", axis.label());
    if (!axis.unit().isEmpty()) {
      json.put("unit", axis.unit());
    }
    axis.range().ifPresent(range -> json.put("range", List.of(range.from(), range.to())));
    if (axis.isCategorical()) {
      json.put("categories", axis.categories().stream().map(Axis.Category::label).toList());
    }
    return json;
  }

  private static Map<String, Object> mark(Mark mark) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", mark.name());
    if (mark instanceof Mark.Line line) {
      json.put("x", numbers(line.x()));
      json.put("y", numbers(line.y()));
    } else if (mark instanceof Mark.Bars bars) {
      json.put("values", numbers(bars.values()));
    } else if (mark instanceof Mark.Rule rule) {
      json.put("name", rule.label());
      json.put(rule.across() == Mark.Side.X ? "x" : "y", rule.at());
    } else if (mark instanceof Mark.Span span) {
      json.put(span.across() == Mark.Side.X ? "x" : "y", List.of(span.from(), span.to()));
    }
    return json;
  }

  private static Map<String, Object> tile(TilesPanel.Tile tile) {
    Map<String, Object> json = tagged(tile.tag());
    if (!tile.label().isEmpty()) {
      json.put("label", tile.label());
    }
    Plane plane = tile.plane();
    json.put("width", plane.width());
    json.put("height", plane.height());
    if (plane instanceof Grid grid) {
      json.put("values", rows(grid));
    }
    return json;
  }

  private static List<Map<String, Object>> tagged(Stream<Tag> tags) {
    return tags.filter(tag -> !tag.isEmpty()).map(FigureJson::tagged).toList();
  }

  private static Map<String, Object> tagged(Tag tag) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", tag.id());
    json.put("title", tag.title());
    return json;
  }

  private static List<Object> numbers(Numbers numbers) {
    return list(numbers.size(), i -> Json.number(numbers.at(i)));
  }

  private static List<Object> rows(Grid grid) {
    return list(
        grid.height(),
        row -> list(grid.width(), column -> Json.number((float) grid.at(row, column))));
  }

  private static List<Object> list(int size, IntFunction<Object> item) {
    return IntStream.range(0, size).mapToObj(item).toList();
  }
}
