package io.vitrine.summary;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** The formats that a summary is written in. */
public enum Format {
  /** A tree of aligned columns for a terminal, with the totals below. */
  TEXT;

  /** Writes a summary in one format. */
  interface Writer {
    void write(Summary summary, Appendable out) throws IOException;
  }

  Writer writer() {
    return switch (this) {
      case TEXT -> new TextWriter();
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
