package io.vitrine.summary;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows as CSV (RFC 4180): lines end in CR LF, a field with a comma, a quote or a line break is
 * quoted. The first line names the columns: {@code layer, depth, kind, type}, then those chosen, by
 * their keys. Rows of the kinds {@code network} and {@code group} are sums over rows below them.
 * Bytes and counts are whole numbers, shares have four decimals; what is not known is empty.
 */
final class CsvWriter implements Format.Writer {
  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    List<Column> columns =
        summary.options().columns().stream()
            .filter(column -> column != Column.LAYER && column != Column.TYPE)
            .toList();
    Stream<String> keys = columns.stream().map(Column::key);
    line(Stream.concat(Stream.of("layer", "depth", "kind", "type"), keys), out);
    for (SummaryRow row : summary.rows()) {
      Stream<String> first =
          Stream.of(
              row.depth() == 0 ? summary.network() : row.path(),
              Integer.toString(row.depth()),
              row.kind().key(),
              row.type());
      Stream<String> rest =
          columns.stream().map(column -> Cells.raw(row, column)).map(cell -> cell.orElse(""));
      line(Stream.concat(first, rest), out);
    }
  }

  private static void line(Stream<String> fields, Appendable out) throws IOException {
    out.append(fields.map(CsvWriter::quoted).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
