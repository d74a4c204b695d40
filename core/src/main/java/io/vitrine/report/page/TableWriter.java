package io.vitrine.report.page;

import io.vitrine.report.page.Content.Cell;
import io.vitrine.report.page.Content.Column;
import io.vitrine.report.page.Content.Row;
import io.vitrine.report.page.Content.Table;
import java.util.List;
import java.util.Locale;

/** Writes tables with headings for rows and columns. */
final class TableWriter {
  private final Html html;

  TableWriter(Html html) {
    this.html = html;
  }

  void write(Table table) {
    html.begin(
        "div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", table.caption());
    html.begin("table").element("caption", table.caption()).begin("thead").begin("tr");
    for (Column column : table.columns()) {
      html.element(
          "th",
          column.heading(),
          "scope",
          "col",
          "class",
          numeric(column),
          "title",
          column.explanation());
    }
    html.end().end();
    rows("tbody", table.columns(), table.rows());
    if (!table.totals().isEmpty()) {
      rows("tfoot", table.columns(), table.totals());
    }
    html.end().end();
  }

  private static String numeric(Column column) {
    return column.number() ? "number" : "";
  }

  private void rows(String part, List<Column> columns, List<Row> rows) {
    html.begin(part);
    for (Row row : rows) {
      html.begin("tr", "id", row.id());
      for (int i = 0; i < columns.size(); i++) {
        cell(columns.get(i), row.cells().get(i), i == 0);
      }
      html.end();
    }
    html.end();
  }

  private void cell(Column column, Cell cell, boolean names) {
    String style =
        cell.share() > 0
            ? String.format(Locale.ROOT, "--share:%.2f%%", 100 * Math.min(1, cell.share()))
            : "";
    html.begin(
        names ? "th" : "td",
        "scope",
        names ? "row" : "",
        "class",
        numeric(column) + (style.isEmpty() ? "" : " share"),
        "style",
        style,
        "title",
        cell.explanation());
    if (cell.link().isEmpty()) {
      html.text(cell.text());
    } else {
      html.element("a", cell.text(), "href", "#" + cell.link());
    }
    html.end();
  }
}
