package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the format, the numbers that stand in its rows sum to those of its first row. */
class FormatSumsTest {
  private static final List<Column> COLUMNS =
      List.of(Column.LAYER, Column.PARAMETERS, Column.SHARE, Column.MACS);

  @ParameterizedTest
  @EnumSource(Format.class)
  void rows_asWritten_sumToTheNetwork(Format format) throws IOException {
    for (String name : Zoo.names()) {
      Summary summary = Summary.of(Networks.zoo(name), ROOT.depth(1).columns(COLUMNS));
      List<List<Double>> rows = rows(format, summary.to(format));
      List<List<Double>> parts = rows.subList(1, rows.size());

      assertThat(rows).as(name).hasSameSizeAs(summary.rows());
      assertThat(rows.get(0).get(0)).isEqualTo((double) summary.totals().parameters().total());
      assertThat(rows.get(0).get(2)).isEqualTo((double) summary.totals().macs().known());
      assertThat(sum(parts, 0)).isEqualTo(rows.get(0).get(0));
      assertThat(sum(parts, 1)).as("percent").isCloseTo(100, within(0.005 * parts.size()));
      assertThat(sum(parts, 2)).isEqualTo(rows.get(0).get(2));
    }
  }

  private static double sum(List<List<Double>> rows, int column) {
    return rows.stream().mapToDouble(row -> row.get(column)).sum();
  }

  /** Parameters, share and MACs of each row, read back from what was written. */
  private static List<List<Double>> rows(Format format, String text) throws IOException {
    return switch (format) {
      case TEXT -> cells(text, "^(?=.*: [01]-\\d+\\))", "\\s{2,}", 1);
      case CSV -> cells(text, "^(?!layer,)", ",", 4);
      case MARKDOWN -> cells(text, "^\\| (?=.*: [01]-\\d+\\))", " \\| ", 1);
      case LATEX -> cells(text, "^(?=.*: [01]-\\d+\\))", " & ", 1);
      case HTML, HTML_TABLE -> cells(text, "^<tr id", "<td class=\"number\">", 1);
      case JSON -> json(text);
    };
  }

  private static List<List<Double>> cells(String text, String line, String between, int first) {
    Pattern rows = Pattern.compile(line);
    return text.lines()
        .filter(candidate -> rows.matcher(candidate).find())
        .map(row -> Stream.of(row.split(between)).skip(first).map(FormatSumsTest::number).toList())
        .toList();
  }

  private static double number(String cell) {
    String digits = cell.replaceAll("</.*|[^0-9.]", "");
    return digits.isEmpty() ? 0 : Double.parseDouble(digits);
  }

  private static List<List<Double>> json(String text) throws IOException {
    List<List<Double>> rows = new ArrayList<>();
    if (JSON.std.mapFrom(text).get("rows") instanceof List<?> list) {
      for (Object row : list) {
        rows.add(numbers((Map<?, ?>) row));
      }
    }
    return rows;
  }

  private static List<Double> numbers(Map<?, ?> row) {
    return Stream.of("parameters", "share_percent", "macs")
        .map(key -> Double.parseDouble(String.valueOf(row.get(key))))
        .toList();
  }
}
