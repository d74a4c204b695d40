package io.vitrine.summary;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** The formats that a summary is written in. */
public enum Format {
  /** A tree of aligned columns for a terminal, with the totals below. */
  TEXT,
  /** RFC 4180, with stable column names and plain numbers. */
  CSV,
  /** All that is known of every row and the totals, under stable names. */
  JSON,
  /** A table of GitHub's Markdown, with the totals as a list. */
  MARKDOWN,
  /** A longtable for LaTeX's standard packages. */
  LATEX,
  /** A table to be put into a page, without a style of its own. */
  HTML_TABLE,
  /** A page that stands alone. */
  HTML;

  /** Writes a summary in one format. */
  interface Writer {
    void write(Summary summary, Appendable out) throws IOException;
  }

  Writer writer() {
    return switch (this) {
      case TEXT -> new TextWriter();
      case CSV -> new CsvWriter();
      case JSON -> new JsonWriter();
      case MARKDOWN -> new MarkdownWriter();
      case LATEX -> new LatexWriter();
      case HTML_TABLE -> new HtmlWriter();
      case HTML -> HtmlWriter::writePage;
    };
  }

  /** The format of a name in any case. Throws {@link IllegalArgumentException} that names them. */
  public static Format of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no format '"
                        + name
                        + "'; there are "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }
}
