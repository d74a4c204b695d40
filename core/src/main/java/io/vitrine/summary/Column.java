package io.vitrine.summary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A column of the table. Its key names it on the command line and in CSV and never changes. */
public enum Column {
  LAYER("layer", Content.TEXT),
  TYPE("type", Content.TEXT),
  INPUT("input", Content.TEXT),
  OUTPUT("output", Content.TEXT),
  PARAMETERS("parameters", Content.COUNT),
  SHARE("share_percent", Content.PERCENT),
  BUFFERS("buffers", Content.COUNT),
  TRAINABLE("trainable", Content.TEXT),
  KERNEL("kernel", Content.TEXT),
  GROUPS("groups", Content.COUNT),
  MACS("macs", Content.COUNT),
  PARAMETER_MEMORY("parameter_bytes", Content.BYTES),
  OUTPUT_MEMORY("output_bytes", Content.BYTES),
  SHARED("shared", Content.TEXT),
  SIZE_FORMULA("size_formula", Content.NOTE),
  PURPOSE("purpose", Content.NOTE);

  /** What a column's cells hold. */
  enum Content {
    TEXT,
    COUNT,
    PERCENT,
    BYTES,
    /** A text too long for a cell among others. */
    NOTE
  }

  /** The columns shown where none are chosen. */
  public static final List<Column> USUAL =
      List.of(LAYER, OUTPUT, PARAMETERS, SHARE, KERNEL, MACS, PARAMETER_MEMORY, OUTPUT_MEMORY);

  private final String key;
  private final Content content;

  Column(String key, Content content) {
    this.key = key;
    this.content = content;
  }

  public String key() {
    return key;
  }

  Content content() {
    return content;
  }

  public boolean isNumber() {
    return content == Content.COUNT || content == Content.PERCENT || content == Content.BYTES;
  }

  /** The column of a key. Throws {@link IllegalArgumentException} that names the keys there are. */
  public static Column of(String key) {
    return Arrays.stream(values())
        .filter(column -> column.key.equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no column '" + key + "'; there are " + keys()));
  }

  private static String keys() {
    return Arrays.stream(values()).map(Column::key).collect(Collectors.joining(", "));
  }
}
