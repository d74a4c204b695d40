package io.vitrine.bench.measure;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows as a Markdown table and as JSON. */
public record Table(List<Row> rows) {
  public Table {
    rows = List.copyOf(rows);
  }

  /** Whether no row failed. */
  public boolean isPassed() {
    return rows.stream().noneMatch(row -> row.verdict() == Row.Verdict.FAIL);
  }

  public String markdown() {
    StringBuilder text = new StringBuilder();
    line(text, List.of("what", "must reach", "measured", "peer", "ratio", "result"));
    line(text, List.of("---", "---", "---", "---", "---", "---"));
    rows.forEach(row -> line(text, cells(row)));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(List.of(row.what(), row.mustReach()));
    if (row instanceof Row.Measured measured) {
      cells.add(measured.ours().text());
      cells.add(measured.peer().map(Measurement::text).orElse(""));
      cells.add(measured.ratio().map(Table::ratio).orElse(""));
    } else if (row instanceof Row.Checked checked) {
      cells.addAll(List.of(checked.problem().orElse("holds"), "", ""));
    } else if (row instanceof Row.Skipped skipped) {
      cells.addAll(List.of("skipped: " + skipped.reason(), "", ""));
    }
    cells.add(verdict(row));
    return cells;
  }

  /** A ratio near 1 is of interest for its difference from 1. */
  private static String ratio(double ratio) {
    int decimals = ratio < 0.1 ? 5 : ratio < 2 ? 3 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", ratio);
  }

  private static String verdict(Row row) {
    return switch (row.verdict()) {
      case PASS -> "pass";
      case FAIL -> "**FAIL**";
      case SKIPPED -> "skipped";
      case INFORMATION -> "";
    };
  }

  /**
   * The rows with all values, after a few facts of the machine.
   *
   * @param facts by name
   */
  public String json(Map<String, String> facts) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("rows", rows.stream().map(Table::fields).toList());
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all) + "\n";
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", row.what());
    fields.put("must_reach", row.mustReach());
    fields.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
    if (row instanceof Row.Measured measured) {
      fields.put("measured", fields(measured.ours()));
      measured.peer().ifPresent(peer -> fields.put("peer", fields(peer)));
      measured.ratio().ifPresent(ratio -> fields.put("ratio", ratio));
    } else if (row instanceof Row.Checked checked) {
      checked.problem().ifPresent(problem -> fields.put("problem", problem));
    } else if (row instanceof Row.Skipped skipped) {
      fields.put("reason", skipped.reason());
    }
    return fields;
  }

  private static Map<String, Object> fields(Measurement measurement) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("unit", measurement.unit());
    fields.put("median", measurement.median());
    fields.put("lower_quartile", measurement.quantile(0.25));
    fields.put("upper_quartile", measurement.quantile(0.75));
    fields.put("values", measurement.values());
    return fields;
  }
}
