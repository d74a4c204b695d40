package io.vitrine.view.diagram;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.view.diagram.DiagramTheme.Named;
import io.vitrine.view.diagram.DiagramTheme.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a theme from lines {@code key=value}; those that begin with {@code #} are comments.
 *
 * <p>Keys: {@code base} (a theme that the rest changes; first, {@code paper} if absent), {@code
 * page} ({@code light} or {@code dark}), {@code connector}, {@code skip}, {@code heat} ({@code
 * viridis}, {@code gray}, {@code ink}, {@code blue_red}) and, for every look, {@code LOOK.fill},
 * {@code LOOK.opacity}, {@code LOOK.band}, {@code LOOK.band-opacity}.
 */
final class ThemeFile {
  private final String file;
  private Page page;
  private final Map<Look, Skin> skins;
  private Color connector;
  private Color skip;
  private ColorMap heat;
  private int line;

  private ThemeFile(String file, DiagramTheme base) {
    this.file = file;
    this.page = base.page();
    this.skins = new EnumMap<>(base.skins());
    this.connector = base.connector();
    this.skip = base.skip();
    this.heat = base.heat();
  }

  static DiagramTheme parse(String file, String text) {
    List<String> lines = new ArrayList<>();
    DiagramTheme base = DiagramTheme.paper();
    for (String line : text.lines().toList()) {
      boolean comment = line.isBlank() || line.strip().startsWith("#");
      boolean first = lines.stream().allMatch(String::isEmpty);
      if (!comment && first && line.replace(" ", "").startsWith("base=")) {
        base = base(file, lines.size() + 1, line.substring(line.indexOf('=') + 1).strip());
        lines.add("");
      } else {
        lines.add(comment ? "" : line.strip());
      }
    }
    return new ThemeFile(file, base).parse(lines);
  }

  private static DiagramTheme base(String file, int line, String name) {
    return Arrays.stream(Named.values())
        .filter(named -> named.key().equals(name))
        .findFirst()
        .map(DiagramTheme::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file
                        + ", line "
                        + line
                        + ": base="
                        + name
                        + " is no theme; they are "
                        + String.join(", ", DiagramTheme.names())));
  }

  private DiagramTheme parse(List<String> lines) {
    for (String text : lines) {
      line++;
      if (!text.isEmpty()) {
        int equals = text.indexOf('=');
        if (equals < 0) {
          throw wrong("expected key=value, found '" + text + "'");
        }
        set(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return new DiagramTheme(page, skins, connector, skip, heat);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(file + ", line " + line + ": " + what);
  }

  private void set(String key, String value) {
    switch (key) {
      case "page" -> page = oneOf(Page.values(), key, value);
      case "connector" -> connector = color(key, value);
      case "skip" -> skip = color(key, value);
      case "heat" -> heat = oneOf(ColorMap.values(), key, value);
      case "base" -> throw wrong("base comes before all other keys");
      default -> setSkin(key, value);
    }
  }

  private <E extends Enum<E>> E oneOf(E[] values, String key, String value) {
    Function<E, String> name = e -> e.name().toLowerCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(e -> name.apply(e).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key
                        + " is one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", "))
                        + ", found '"
                        + value
                        + "'"));
  }

  private Color color(String key, String value) {
    try {
      return Color.of(value);
    } catch (IllegalArgumentException e) {
      throw wrong(key + ": " + e.getMessage());
    }
  }

  private double share(String key, String value) {
    try {
      double share = Double.parseDouble(value);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(key + " is a number from 0 to 1, found '" + value + "'");
  }

  private void setSkin(String key, String value) {
    int dot = key.indexOf('.');
    Look look = look(dot < 0 ? key : key.substring(0, dot));
    Skin old = skins.getOrDefault(look, Skin.plain(connector, 1));
    switch (dot < 0 ? "" : key.substring(dot + 1)) {
      case "fill" -> {
        Color fill = color(key, value);
        boolean plain = !old.isBanded();
        skins.put(
            look, new Skin(fill, old.opacity(), plain ? fill : old.band(), old.bandOpacity()));
      }
      case "opacity" -> {
        double opacity = share(key, value);
        double band = old.isBanded() ? old.bandOpacity() : opacity;
        skins.put(look, new Skin(old.fill(), opacity, old.band(), band));
      }
      case "band" ->
          skins.put(
              look, new Skin(old.fill(), old.opacity(), color(key, value), old.bandOpacity()));
      case "band-opacity" ->
          skins.put(look, new Skin(old.fill(), old.opacity(), old.band(), share(key, value)));
      default ->
          throw wrong(
              "unknown key '" + key + "'; of a look there are fill, opacity, band, band-opacity");
    }
  }

  private Look look(String name) {
    return Arrays.stream(Look.values())
        .filter(look -> look.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "unknown key '"
                        + name
                        + "'; there are base, page, connector, skip, heat, and for the looks "
                        + Arrays.stream(Look.values())
                            .map(Look::key)
                            .collect(Collectors.joining(", "))
                        + " fill, opacity, band, band-opacity"));
  }
}
