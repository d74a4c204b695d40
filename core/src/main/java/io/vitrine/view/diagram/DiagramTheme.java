package io.vitrine.view.diagram;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorMap;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The colors of a diagram.
 *
 * @param page the page that they are for
 * @param skins of every look
 * @param connector lines from block to block
 * @param skip lines past blocks
 * @param heat colors for numbers
 */
public record DiagramTheme(
    Page page, Map<Look, Skin> skins, Color connector, Color skip, ColorMap heat) {
  /** What a picture stands on. */
  public enum Page {
    LIGHT,
    DARK
  }

  /** Themes by name. */
  public enum Named {
    /** PlotNeuralNet's colors. */
    PAPER,
    /** Okabe and Ito's colors, told apart by color-blind readers. */
    COLORBLIND,
    /** Greys that a printer keeps apart. */
    GREYSCALE,
    /** For dark pages. */
    DARK;

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DiagramTheme {
    if (skins.size() != Look.values().length) {
      throw new IllegalArgumentException("a theme colors every look, found " + skins.keySet());
    }
    skins = Collections.unmodifiableMap(new EnumMap<>(skins));
  }

  /** The colors of a look; where it is not activated, without a band. */
  public Skin skin(Look look, boolean activated) {
    Skin skin = skins.getOrDefault(look, Skin.plain(connector, 0.4));
    return activated ? skin : Skin.plain(skin.fill(), skin.opacity());
  }

  public static DiagramTheme paper() {
    return of(Named.PAPER);
  }

  public static DiagramTheme of(Named name) {
    return Palettes.of(name);
  }

  /** The names of all themes there are. */
  public static List<String> names() {
    return List.of(Named.values()).stream().map(Named::key).toList();
  }

  /**
   * A theme by its name, or from a file of lines {@code look.fill=#RRGGBB}.
   *
   * @throws IllegalArgumentException where there is neither, or a line is wrong; the message names
   *     file and line
   */
  public static DiagramTheme read(String nameOrFile) throws IOException {
    for (Named name : Named.values()) {
      if (name.key().equals(nameOrFile)) {
        return of(name);
      }
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no theme '" + nameOrFile + "': the themes are " + names() + ", or give a file");
    }
    try {
      return ThemeFile.parse(nameOrFile, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          nameOrFile + " is no theme: expected lines key=value in UTF-8, found other bytes", e);
    }
  }
}
