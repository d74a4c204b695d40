package io.vitrine.view;

/** Ids that a page can find layers and parameters by. */
public final class Ids {
  private Ids() {}

  /**
   * A name as an id: letters, digits and {@code . _ : -} stay, anything else becomes {@code _}; one
   * that does not begin with a letter gets an {@code x} before it.
   */
  public static String of(String name) {
    String id = name.replaceAll("[^A-Za-z0-9._:-]", "_");
    boolean letterFirst = !id.isEmpty() && Character.isLetter(id.charAt(0));
    return letterFirst ? id : "x" + id;
  }

  /** The id of the place that tells about a layer: {@code layer-layer1.0}. */
  public static String layer(String path) {
    return of("layer-" + path);
  }

  /** The layer that a parameter's name belongs to: {@code layer1.0} for {@code layer1.0.weight}. */
  public static String owner(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0 ? parameter : parameter.substring(0, dot);
  }
}
