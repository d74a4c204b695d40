package io.vitrine.summary;

import io.vitrine.language.TextLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The table as text: a tree of aligned columns, then the totals and notes. */
final class TextWriter implements Format.Writer {
  private static final String GAP = "  ";
  private static final int NARROWEST_NOTE = 40;

  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    Cells cells = new Cells(summary);
    List<Column> columns = summary.options().columns().stream().filter(c -> !isNote(c)).toList();
    List<List<String>> table = new ArrayList<>();
    table.add(columns.stream().map(cells::heading).toList());
    List<String> branches = cells.branches();
    for (int i = 0; i < summary.rows().size(); i++) {
      table.add(cells(cells, summary.rows().get(i), branches.get(i), columns));
    }
    List<Integer> widths = widths(table);
    int width =
        widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
    String rule = "─".repeat(width);
    out.append(cells.title()).append('\n').append(rule).append('\n');
    out.append(line(table.get(0), columns, widths)).append('\n').append(rule).append('\n');
    for (int i = 0; i < summary.rows().size(); i++) {
      out.append(line(table.get(i + 1), columns, widths)).append('\n');
      notes(summary, cells, i, branches, width, out);
    }
    out.append(rule).append('\n');
    totals(cells, out);
    for (String note : cells.notes()) {
      out.append(note).append('\n');
    }
  }

  private static boolean isNote(Column column) {
    return column.content() == Column.Content.NOTE;
  }

  private static List<String> cells(
      Cells cells, SummaryRow row, String branch, List<Column> columns) {
    return columns.stream()
        .map(column -> (column == Column.LAYER ? branch : "") + cells.text(row, column))
        .toList();
  }

  private static List<Integer> widths(List<List<String>> table) {
    List<Integer> widths = new ArrayList<>();
    for (int c = 0; c < table.get(0).size(); c++) {
      int column = c;
      widths.add(table.stream().mapToInt(row -> TextLayout.width(row.get(column))).max().orElse(0));
    }
    return widths;
  }

  private static String line(List<String> row, List<Column> columns, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      padded.add(
          columns.get(i).isNumber()
              ? TextLayout.right(row.get(i), widths.get(i))
              : TextLayout.left(row.get(i), widths.get(i)));
    }
    return String.join(GAP, padded).stripTrailing();
  }

  /** The formula and the sentence of a row, below it and within the table's width. */
  private static void notes(
      Summary summary, Cells cells, int index, List<String> branches, int width, Appendable out)
      throws IOException {
    SummaryRow row = summary.rows().get(index);
    String indent =
        branches.get(index).replace("├─", "│ ").replace("└─", "  ") + (row.isSum() ? "" : "   ");
    for (Column column : summary.options().columns()) {
      String note = isNote(column) ? cells.text(row, column) : "";
      if (!note.isEmpty()) {
        int room = Math.max(NARROWEST_NOTE, width - TextLayout.width(indent));
        for (String line : TextLayout.wrap(note, room)) {
          out.append(indent).append(line).append('\n');
        }
      }
    }
  }

  private static void totals(Cells cells, Appendable out) throws IOException {
    List<Cells.Line> lines = cells.totals();
    int width = lines.stream().mapToInt(line -> TextLayout.width(line.label())).max().orElse(0);
    for (Cells.Line line : lines) {
      out.append(TextLayout.left(line.label(), width)).append(GAP).append(line.value());
      out.append('\n');
    }
  }
}
