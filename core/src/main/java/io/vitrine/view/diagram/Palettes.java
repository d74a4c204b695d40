package io.vitrine.view.diagram;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.view.diagram.DiagramTheme.Named;
import io.vitrine.view.diagram.DiagramTheme.Page;
import java.util.EnumMap;
import java.util.Map;

/** The themes that ship. */
final class Palettes {
  private static final Map<Look, Skin> PAPER = paper();

  private Palettes() {}

  static DiagramTheme of(Named name) {
    return switch (name) {
      case PAPER ->
          new DiagramTheme(
              Page.LIGHT, PAPER, Color.of("#1A1C1F"), Color.of("#1C1C71"), ColorMap.VIRIDIS);
      case COLORBLIND ->
          new DiagramTheme(
              Page.LIGHT, colorBlind(), Color.of("#1A1C1F"), Color.of("#0072B2"), ColorMap.VIRIDIS);
      case GREYSCALE ->
          new DiagramTheme(
              Page.LIGHT, greys(), Color.of("#000000"), Color.of("#000000"), ColorMap.INK);
      case DARK ->
          new DiagramTheme(
              Page.DARK, dark(), Color.of("#F2F4F7"), Color.of("#9DB4FF"), ColorMap.VIRIDIS);
    };
  }

  private static Skin plain(String fill, double opacity) {
    return Skin.plain(Color.of(fill), opacity);
  }

  private static Skin banded(String fill, double opacity, String band, double bandOpacity) {
    return new Skin(Color.of(fill), opacity, Color.of(band), bandOpacity);
  }

  /** PlotNeuralNet's colors where it has one. */
  private static Map<Look, Skin> paper() {
    Map<Look, Skin> skins = new EnumMap<>(Look.class);
    skins.put(Look.INPUT, plain("#AAAAAA", 0.4));
    skins.put(Look.CONVOLUTION, banded("#FFCC66", 0.4, "#FFAA55", 0.6));
    skins.put(Look.POOLING, plain("#C40000", 0.5));
    skins.put(Look.UPSAMPLING, banded("#004D9B", 0.5, "#003366", 0.6));
    skins.put(Look.LINEAR, banded("#9966CC", 0.4, "#A449A4", 0.6));
    skins.put(Look.SOFTMAX, plain("#6A006A", 0.8));
    skins.put(Look.MERGE, plain("#00BF40", 0.6));
    skins.put(Look.NORMALIZATION, banded("#7A8B99", 0.55, "#808080", 0.6));
    skins.put(Look.OTHER, banded("#AAAAAA", 0.4, "#808080", 0.6));
    skins.put(Look.EMBEDDING, banded("#2E9E5B", 0.45, "#1F7A44", 0.6));
    skins.put(Look.RECURRENT, banded("#3C8DBC", 0.45, "#2A6E96", 0.6));
    skins.put(Look.ATTENTION, banded("#E0607E", 0.45, "#C03A5A", 0.6));
    skins.put(Look.GATE, plain("#1FA3A3", 0.5));
    skins.put(Look.BRANCH, banded("#6FB98F", 0.5, "#4E9A73", 0.6));
    skins.put(Look.MODULE, banded("#8FA3BF", 0.45, "#6F86A6", 0.6));
    return skins;
  }

  private static Map<Look, Skin> colorBlind() {
    Map<Look, Skin> skins = new EnumMap<>(Look.class);
    skins.put(Look.INPUT, plain("#999999", 0.4));
    skins.put(Look.CONVOLUTION, banded("#E69F00", 0.45, "#B87700", 0.75));
    skins.put(Look.POOLING, plain("#D55E00", 0.75));
    skins.put(Look.UPSAMPLING, banded("#56B4E9", 0.7, "#2E86B8", 0.8));
    skins.put(Look.LINEAR, banded("#CC79A7", 0.5, "#A44E80", 0.75));
    skins.put(Look.SOFTMAX, plain("#5B2A48", 0.85));
    skins.put(Look.MERGE, plain("#F0E442", 0.85));
    skins.put(Look.NORMALIZATION, banded("#666666", 0.5, "#444444", 0.7));
    skins.put(Look.OTHER, banded("#999999", 0.4, "#777777", 0.6));
    skins.put(Look.EMBEDDING, banded("#009E73", 0.35, "#007353", 0.7));
    skins.put(Look.RECURRENT, banded("#0072B2", 0.5, "#005080", 0.75));
    skins.put(Look.ATTENTION, banded("#009E73", 0.75, "#006B4E", 0.85));
    skins.put(Look.GATE, plain("#F0E442", 0.6));
    skins.put(Look.BRANCH, banded("#56B4E9", 0.4, "#2E86B8", 0.6));
    skins.put(Look.MODULE, banded("#0072B2", 0.3, "#005080", 0.5));
    return skins;
  }

  private static Map<Look, Skin> greys() {
    Map<Look, Skin> skins = new EnumMap<>(Look.class);
    skins.put(Look.INPUT, plain("#FFFFFF", 1));
    skins.put(Look.CONVOLUTION, banded("#EDEDED", 1, "#BDBDBD", 1));
    skins.put(Look.POOLING, plain("#6E6E6E", 1));
    skins.put(Look.UPSAMPLING, banded("#868686", 1, "#5E5E5E", 1));
    skins.put(Look.LINEAR, banded("#C9C9C9", 1, "#8F8F8F", 1));
    skins.put(Look.SOFTMAX, plain("#3A3A3A", 1));
    skins.put(Look.MERGE, plain("#FFFFFF", 1));
    skins.put(Look.NORMALIZATION, banded("#979797", 1, "#6F6F6F", 1));
    skins.put(Look.OTHER, banded("#F8F8F8", 1, "#C8C8C8", 1));
    skins.put(Look.EMBEDDING, banded("#D5D5D5", 1, "#A0A0A0", 1));
    skins.put(Look.RECURRENT, banded("#B1B1B1", 1, "#7E7E7E", 1));
    skins.put(Look.ATTENTION, banded("#A5A5A5", 1, "#747474", 1));
    skins.put(Look.GATE, plain("#555555", 1));
    skins.put(Look.BRANCH, banded("#E1E1E1", 1, "#B0B0B0", 1));
    skins.put(Look.MODULE, banded("#BDBDBD", 1, "#8C8C8C", 1));
    return skins;
  }

  /**
   * The paper's hues, stronger, since half of each is dark page; bands, from which lines start, no
   * lighter than these.
   */
  private static Map<Look, Skin> dark() {
    Map<Look, Skin> skins = new EnumMap<>(Look.class);
    PAPER.forEach(
        (look, skin) ->
            skins.put(
                look,
                new Skin(
                    lighter((Color) skin.fill()),
                    Math.min(0.85, skin.opacity() + 0.25),
                    lighter((Color) skin.band()),
                    skin.isBanded() ? skin.bandOpacity() : Math.min(0.85, skin.opacity() + 0.25))));
    return skins;
  }

  private static Color lighter(Color color) {
    return new Color(
        lighter(color.red()) << 16 | lighter(color.green()) << 8 | lighter(color.blue()));
  }

  private static int lighter(int part) {
    return part + (255 - part) / 4;
  }
}
