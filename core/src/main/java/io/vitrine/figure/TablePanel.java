package io.vitrine.figure;

import java.util.List;

/** A table. */
public record TablePanel(String title, List<Column> columns, List<Row> rows) implements Panel {
  /** A column's heading and alignment. */
  public record Column(String heading, Align align) {}

  /** Where text stands in its column. */
  public enum Align {
    LEFT,
    CENTER,
    /** For numbers. */
    RIGHT
  }

  /** A row's texts, one for each column. */
  public record Row(Tag tag, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    public static Row of(String... cells) {
      return new Row(Tag.NONE, List.of(cells));
    }
  }

  public TablePanel {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "the table '"
                + title
                + "' has "
                + columns.size()
                + " columns, found the row "
                + row.cells());
      }
    }
  }
}
