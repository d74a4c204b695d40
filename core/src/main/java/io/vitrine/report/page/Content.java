package io.vitrine.report.page;

import io.vitrine.figure.Figure;
import io.vitrine.insight.rule.Analysis;
import java.util.List;

/** Something that stands in a section. */
public sealed interface Content {
  /** A paragraph. */
  record Text(String text) implements Content {}

  /**
   * A figure.
   *
   * @param command that makes it, shown in its place where the page has no room for it
   */
  record Picture(Figure figure, String command) implements Content {}

  /** Several figures beside each other, where there is room. */
  record Pictures(List<Picture> pictures) implements Content {
    public Pictures {
      pictures = List.copyOf(pictures);
    }
  }

  /** What the rules found. */
  record Findings(Analysis analysis) implements Content {}

  /** The command that makes what stands above. */
  record Command(String line) implements Content {}

  /** Names and values. */
  record Facts(List<Fact> facts) implements Content {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** Links to other places of the page. */
  record Links(List<Link> links) implements Content {
    public Links {
      links = List.copyOf(links);
    }
  }

  /** A link to an id of the page. */
  record Link(String text, String id) {}

  /** Several contents under a heading. */
  record Group(String id, String heading, List<Content> contents) implements Content {
    public Group {
      contents = List.copyOf(contents);
    }
  }

  /** Contents that the reader unfolds; a link to its id unfolds it too. */
  record Fold(String id, String heading, String note, List<Content> contents) implements Content {
    public Fold {
      contents = List.copyOf(contents);
    }
  }

  /** A table. */
  record Table(String caption, List<Column> columns, List<Row> rows, List<Row> totals)
      implements Content {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      totals = List.copyOf(totals);
      for (Row row : rows) {
        check(columns, row);
      }
      for (Row row : totals) {
        check(columns, row);
      }
    }

    private static void check(List<Column> columns, Row row) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + columns.size() + " columns, found " + row.cells());
      }
    }
  }

  /** A table's column; numbers stand to the right. */
  record Column(String heading, String explanation, boolean number) {}

  /** A table's row; the first cell names it. */
  record Row(String id, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A table's cell.
   *
   * @param link the id that it leads to, or empty
   * @param explanation its tooltip, or empty
   * @param share drawn as a bar behind the text, 0 to 1; 0 for none
   */
  record Cell(String text, String link, String explanation, double share) {
    public static Cell of(String text) {
      return new Cell(text, "", "", 0);
    }
  }
}
