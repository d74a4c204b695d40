package io.vitrine.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table as a {@code longtable}, which runs over pages; its package is part of every LaTeX. The
 * first line says what the document must load.
 */
final class LatexWriter implements Format.Writer {
  private static final String NOTE = "p{0.3\\linewidth}";

  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    Cells cells = new Cells(summary);
    List<Column> columns = summary.options().columns();
    out.append("% \\usepackage{longtable}; for Chinese also \\usepackage{ctex} and XeLaTeX\n");
    out.append("{\\footnotesize\n\\begin{longtable}{").append(alignment(columns)).append("}\n");
    out.append("\\caption{").append(escaped(cells.title())).append("} \\\\\n\\hline\n");
    line(columns.stream().map(cells::heading).map(LatexWriter::escaped).toList(), out);
    out.append("\\hline\n\\endhead\n");
    for (SummaryRow row : summary.rows()) {
      List<String> line = new ArrayList<>();
      for (Column column : columns) {
        String text = escaped(cells.text(row, column));
        line.add(column == Column.LAYER ? indent(summary, row) + text : text);
      }
      line(line, out);
    }
    out.append("\\hline\n\\end{longtable}\n\n");
    totals(cells, out);
    for (String note : cells.notes()) {
      out.append("\n\\noindent ").append(escaped(note)).append('\n');
    }
    out.append("\\par}\n");
  }

  private static String alignment(List<Column> columns) {
    return columns.stream()
        .map(column -> column.isNumber() ? "r" : isNote(column) ? NOTE : "l")
        .collect(Collectors.joining());
  }

  private static boolean isNote(Column column) {
    return column.content() == Column.Content.NOTE;
  }

  private static String indent(Summary summary, SummaryRow row) {
    int depth = summary.options().sort().isPresent() ? 0 : row.depth();
    return depth == 0 ? "" : "\\hspace*{" + depth + "em}";
  }

  private static void totals(Cells cells, Appendable out) throws IOException {
    out.append("\\noindent\\begin{tabular}{lr}\n");
    for (Cells.Line total : cells.totals()) {
      line(List.of(escaped(total.label()).strip(), escaped(total.value())), out);
    }
    out.append("\\end{tabular}\n");
  }

  private static void line(List<String> cells, Appendable out) throws IOException {
    out.append(String.join(" & ", cells)).append(" \\\\\n");
  }

  /** A text whose special characters LaTeX prints instead of obeying. */
  private static String escaped(String text) {
    String marked = text.replace(">= ", "\u2265");
    return marked.chars().mapToObj(c -> escaped((char) c)).collect(Collectors.joining());
  }

  private static String escaped(char c) {
    return switch (c) {
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '"' -> "\\textquotedbl{}";
      case '[' -> "{[}";
      case '\u2265' -> "$\\geq$ ";
      default -> Character.toString(c);
    };
  }
}
