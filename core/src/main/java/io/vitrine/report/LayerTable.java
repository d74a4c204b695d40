package io.vitrine.report;

import io.vitrine.report.page.Content.Cell;
import io.vitrine.report.page.Content.Column;
import io.vitrine.report.page.Content.Row;
import io.vitrine.report.page.Content.Table;
import io.vitrine.report.page.Words;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryRow;
import io.vitrine.summary.Tally;
import io.vitrine.view.Ids;
import java.util.List;

/** The table of all layers, each row leading to the layer's panel. */
final class LayerTable {
  private final Words words;
  private final Summary summary;

  LayerTable(Source source) {
    this.words = source.words();
    this.summary = source.summary();
  }

  Table table() {
    List<Row> rows = summary.layers().stream().map(this::row).toList();
    String caption = words.say("table.caption", summary.totals().layers(), summary.network());
    return new Table(caption, columns(), rows, List.of(totals()));
  }

  private List<Column> columns() {
    return List.of(
        column("layer", false),
        column("type", false),
        column("output", false),
        column("parameters", true),
        column("share", true),
        column("macs", true),
        column("memory", true));
  }

  private Column column(String key, boolean number) {
    return new Column(words.say("table." + key), words.say("table." + key + ".about"), number);
  }

  private Row row(SummaryRow row) {
    boolean held = row.parameters().total() > 0;
    double share = row.sharePercent() / 100;
    Cell name =
        row.kind() == SummaryRow.Kind.LAYER
            ? new Cell(row.path(), Ids.layer(row.path()), about(row), 0)
            : Cell.of(row.path());
    return new Row(
        Ids.of("row-" + row.path()),
        List.of(
            name,
            Cell.of(row.type()),
            new Cell(row.output().map(Object::toString).orElse("?"), "", row.sizeFormula(), 0),
            Cell.of(held ? words.count(row.parameters().total()) : "–"),
            new Cell(held ? words.percent(share, 2) : "–", "", "", share),
            Cell.of(tally(row.macs())),
            Cell.of(memory(row.outputBytes()))));
  }

  private static String about(SummaryRow row) {
    return row.sizeFormula().isEmpty() ? row.purpose() : row.purpose() + "\n" + row.sizeFormula();
  }

  private Row totals() {
    long parameters = summary.totals().parameters().total();
    return new Row(
        "",
        List.of(
            Cell.of(words.say("table.total")),
            Cell.of(""),
            Cell.of(""),
            Cell.of(words.count(parameters)),
            Cell.of(parameters > 0 ? words.percent(1, 0) : "–"),
            Cell.of(tally(summary.totals().macs())),
            Cell.of("")));
  }

  /** A sum, marked where a part of it is not known. */
  private String tally(Tally tally) {
    if (tally.known() == 0) {
      return tally.isExact() ? "–" : "?";
    }
    return (tally.isExact() ? "" : "≥ ") + words.count(tally.known());
  }

  private String memory(Tally tally) {
    return tally.known() == 0 ? tally(tally) : words.bytes(tally.known());
  }
}
