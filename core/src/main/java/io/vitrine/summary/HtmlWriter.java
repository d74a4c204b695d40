package io.vitrine.summary;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table as HTML without scripts: a caption, headings with their scope, an id and the layer's
 * path on each row, and each layer's formula and purpose as the tooltip of its heading, unless they
 * are columns.
 */
final class HtmlWriter implements Format.Writer {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
      body { margin: 2em; }
      table { border-collapse: collapse; }
      caption { text-align: start; font-weight: bold; padding-block: .5em; }
      th, td { padding: .2em .6em; text-align: start; font-weight: normal; vertical-align: top; }
      thead th { font-weight: bold; border-block: 1px solid; }
      .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .network, .group { background: color-mix(in srgb, currentColor 6%, transparent); }
      dl { display: grid; grid-template-columns: max-content max-content; gap: .2em 1.5em; }
      dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; }
      """;

  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    Cells cells = new Cells(summary);
    List<Column> columns = summary.options().columns();
    out.append("<table class=\"summary\" lang=\"").append(cells.language()).append("\">\n");
    out.append("<caption>").append(escaped(cells.title())).append("</caption>\n<thead>\n<tr>");
    for (Column column : columns) {
      out.append("<th scope=\"col\"").append(numberClass(column)).append('>');
      out.append(escaped(cells.heading(column))).append("</th>");
    }
    out.append("</tr>\n</thead>\n<tbody>\n");
    for (SummaryRow row : summary.rows()) {
      row(summary, cells, row, out);
    }
    out.append("</tbody>\n</table>\n");
    totals(cells, out);
  }

  private static String numberClass(Column column) {
    return column.isNumber() ? " class=\"number\"" : "";
  }

  private static void row(Summary summary, Cells cells, SummaryRow row, Appendable out)
      throws IOException {
    out.append("<tr id=\"").append(escaped(row.htmlId()));
    out.append("\" class=\"").append(row.kind().key());
    out.append("\" data-layer=\"").append(escaped(row.path())).append("\">");
    for (Column column : summary.options().columns()) {
      if (column == Column.LAYER) {
        out.append(heading(summary, cells, row));
      } else {
        out.append("<td").append(numberClass(column)).append('>');
        out.append(escaped(cells.text(row, column))).append("</td>");
      }
    }
    out.append("</tr>\n");
  }

  private static String heading(Summary summary, Cells cells, SummaryRow row) {
    int depth = summary.options().sort().isPresent() ? 0 : row.depth();
    String indent =
        depth == 0 ? "" : " style=\"padding-inline-start:" + (depth * 1.5 + .6) + "em\"";
    String tip = tip(summary, cells, row);
    return "<th scope=\"row\""
        + indent
        + (tip.isEmpty() ? "" : " title=\"" + escaped(tip) + "\"")
        + ">"
        + escaped(cells.text(row, Column.LAYER))
        + "</th>";
  }

  private static String tip(Summary summary, Cells cells, SummaryRow row) {
    return List.of(Column.SIZE_FORMULA, Column.PURPOSE).stream()
        .filter(column -> !summary.options().columns().contains(column))
        .map(column -> cells.text(row, column))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static void totals(Cells cells, Appendable out) throws IOException {
    out.append("<dl class=\"summary-totals\" lang=\"").append(cells.language()).append("\">\n");
    for (Cells.Line total : cells.totals()) {
      out.append("<dt>").append(escaped(total.label().strip())).append("</dt><dd>");
      out.append(escaped(total.value())).append("</dd>\n");
    }
    out.append("</dl>\n");
    for (String note : cells.notes()) {
      out.append("<p class=\"summary-note\">").append(escaped(note)).append("</p>\n");
    }
  }

  /** A whole page around the table. */
  static void writePage(Summary summary, Appendable out) throws IOException {
    Cells cells = new Cells(summary);
    out.append("<!DOCTYPE html>\n<html lang=\"").append(cells.language()).append("\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>").append(escaped(cells.title())).append("</title>\n");
    out.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    new HtmlWriter().write(summary, out);
    out.append("</body>\n</html>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
