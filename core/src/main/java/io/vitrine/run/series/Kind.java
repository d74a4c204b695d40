package io.vitrine.run.series;

import java.util.Arrays;

/** What a tag holds: one kind per tag, named after TensorBoard's plugin. */
public enum Kind {
  SCALAR("scalars", 1),
  HISTOGRAM("histograms", 2),
  IMAGE("images", 3),
  TEXT("text", 2),
  HPARAMS("hparams", 2),
  /** Data of a plugin that is not read here: its tag is listed, its values are not kept. */
  OTHER("", 0);

  private final String plugin;
  private final int dataClass;

  Kind(String plugin, int dataClass) {
    this.plugin = plugin;
    this.dataClass = dataClass;
  }

  /** TensorBoard's plugin name, for instance {@code scalars}; empty for {@link #OTHER}. */
  public String plugin() {
    return plugin;
  }

  /** The number of TensorBoard's {@code DataClass}: 1 scalar, 2 tensor, 3 blob sequence. */
  public int dataClass() {
    return dataClass;
  }

  public static Kind ofPlugin(String plugin) {
    return Arrays.stream(values())
        .filter(kind -> kind.plugin.equals(plugin))
        .findFirst()
        .orElse(OTHER);
  }
}
