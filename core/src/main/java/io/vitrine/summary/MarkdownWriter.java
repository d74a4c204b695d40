package io.vitrine.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table as GitHub's Markdown; the tree's strokes stand on spaces that do not collapse. */
final class MarkdownWriter implements Format.Writer {
  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    Cells cells = new Cells(summary);
    List<Column> columns = summary.options().columns();
    out.append("**").append(escaped(cells.title())).append("**\n\n");
    line(columns.stream().map(cells::heading).map(MarkdownWriter::escaped).toList(), out);
    line(columns.stream().map(column -> column.isNumber() ? "---:" : ":---").toList(), out);
    List<String> branches = cells.branches();
    for (int i = 0; i < summary.rows().size(); i++) {
      String branch = branches.get(i).replace(' ', '\u00A0');
      List<String> line = new ArrayList<>();
      for (Column column : columns) {
        String text = escaped(cells.text(summary.rows().get(i), column));
        line.add(column == Column.LAYER ? branch + text : text);
      }
      line(line, out);
    }
    out.append('\n');
    for (Cells.Line total : cells.totals()) {
      out.append("- ").append(escaped(total.label().strip())).append(": ");
      out.append(escaped(total.value())).append('\n');
    }
    for (String note : cells.notes()) {
      out.append('\n').append(escaped(note)).append('\n');
    }
  }

  private static void line(List<String> cells, Appendable out) throws IOException {
    out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
  }

  /** A text with a backslash before each character that Markdown gives a meaning within a line. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>|~&]", "\\\\$0");
  }
}
