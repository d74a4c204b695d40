package io.vitrine.view;

import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Panel;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import io.vitrine.model.Network;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.FeatureOptions.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the layers of a network made of one input. */
public final class FeatureMaps {
  private static final int OVERVIEW_COLUMNS = 4;
  private static final double OVERVIEW_TILE_PX = 168;
  private static final int MOST_BARS = 40;
  private static final int CROSS_RGB = 0xFF9A9A9A;
  private static final int DEAD_RGB = 0xFFD8D8D8;

  private final Network network;
  private final FeatureOptions options;
  private final Words words;

  private FeatureMaps(Network network, FeatureOptions options, Words words) {
    this.network = network;
    this.options = options;
    this.words = words;
  }

  /** The values that {@link #overview} shows: what every convolution makes. */
  public static Set<String> overviewValues(Network network) {
    return network.nodes().stream()
        .filter(node -> Operators.category(node) == Category.CONVOLUTION)
        .map(node -> node.output())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The mean over the channels of what each convolution makes, before anything follows it: one tile
   * a layer, in four columns, each from its own smallest to its own largest value.
   *
   * @param network what was run: for {@link Source#ARTICLE_CHAIN} the chain
   * @param trace with at least one value of {@link #overviewValues}; layers whose value it has not
   *     kept are left out
   * @throws IllegalArgumentException where the trace holds none of them
   */
  public static Figure overview(
      Network network, Trace trace, FeatureOptions options, Locale locale) {
    List<Activations> layers = new ArrayList<>();
    for (String path : FilterBank.paths(network)) {
      if (trace.values().containsKey(network.requireNode(path).output())) {
        layers.add(Activations.of(network, trace, path, options.item()));
      }
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "the trace holds no convolution's output; keep " + overviewValues(network));
    }
    return new FeatureMaps(network, options, Words.of(locale)).overview(layers);
  }

  /**
   * All channels of what a layer makes, in a near-square sheet with one scale: diverging about zero
   * where a value is negative, else from zero up. A channel of zeros only is crossed out. A vector
   * of 40 numbers or fewer is shown as bars.
   *
   * @param path the layer, any one whose value the trace has kept
   * @throws IllegalArgumentException where there is no such layer, its value was not kept, or has
   *     not 2 to 4 dimensions
   */
  public static Figure layer(
      Network network, Trace trace, String path, FeatureOptions options, Locale locale) {
    Activations layer = Activations.of(network, trace, path, options.item());
    return new FeatureMaps(network, options, Words.of(locale)).layer(layer);
  }

  private Figure overview(List<Activations> layers) {
    List<Tile> tiles =
        IntStream.range(0, layers.size()).mapToObj(i -> meanTile(layers.get(i), i + 1)).toList();
    TilesPanel panel =
        TilesPanel.of("", tiles, Math.min(OVERVIEW_COLUMNS, tiles.size()))
            .tilesOf(OVERVIEW_TILE_PX);
    String title = words.say("features.overview.title." + options.source(), network.name());
    return Figure.builder(prefix(), title)
        .subtitle(subtitle(words.say("features.overview.scale")))
        .panels(panel)
        .footnote(noted(words.say("features.overview.note." + options.source())))
        .widthPx(Math.max(560, panel.columns() * (OVERVIEW_TILE_PX + 10) + 36))
        .alternativeText(
            title + words.say("stop") + " " + words.say("features.overview.alt", layers.size()))
        .language(words.locale())
        .build();
  }

  private String prefix() {
    return options.source() == Source.NETWORK ? "features" : "features-chain";
  }

  private Tile meanTile(Activations layer, int number) {
    Grid mean = layer.mean();
    String path = layer.node().name();
    NumberCounts counts = layer.counts();
    String name =
        options.source() == Source.NETWORK
            ? path + "  " + (counts.areFinite() ? layer.shapeText() : notFinite(counts))
            : words.say("features.chain.layer", number, path);
    Tag tag = Tag.of(Ids.of(path), tooltip(layer, mean, counts)).linkingTo("#" + Ids.layer(path));
    return Tile.of(tag, mean).labelled(name).scaledBy(Grid.sequentialScale(List.of(mean)));
  }

  private String tooltip(Activations layer, Grid mean, NumberCounts counts) {
    String range =
        words.say(
            "features.mean.tooltip",
            layer.node().name(),
            layer.shapeText(),
            mean.min(),
            mean.max());
    return range + words.say("separator") + special(counts);
  }

  /** The share of zeros and, where there are any, how many are not finite. */
  private String special(NumberCounts counts) {
    String zeros =
        words.say(
            "features.zeros", words.percent((double) counts.zeros() / Math.max(1, counts.count())));
    return counts.areFinite() ? zeros : zeros + words.say("separator") + notFinite(counts);
  }

  private String notFinite(NumberCounts counts) {
    return words.say("features.notFinite", counts.nan(), counts.infinite());
  }

  private String subtitle(String scale) {
    List<String> parts = new ArrayList<>();
    if (!options.input().isEmpty()) {
      parts.add(words.say("features.input", options.input()));
    }
    parts.add(scale);
    return String.join(words.say("separator"), parts);
  }

  private Figure layer(Activations layer) {
    List<Grid> maps = IntStream.range(0, layer.channels()).mapToObj(layer::map).toList();
    boolean signed = maps.stream().anyMatch(map -> map.min() < 0);
    ColorScale scale =
        signed
            ? Grid.divergingScale(maps)
            : ColorScale.sequential(
                0, Math.max(0, maps.stream().mapToDouble(Grid::max).max().orElse(1)));
    long dead = IntStream.range(0, layer.channels()).filter(layer::isDead).count();
    String path = layer.node().name();
    String what = layer.isVector() ? "features.vector.title." : "features.layer.title.";
    String title = words.say(what + options.source(), network.name(), path);
    boolean bars = layer.isVector() && layer.channels() <= MOST_BARS;
    Sheet sheet = Sheet.of(layer.channels());
    Panel panel = bars ? bars(layer) : sheet(sheet, layer, maps, scale);
    String facts =
        words.say("features.layer.facts", layer.node().operator(), size(layer))
            + words.say("separator")
            + special(layer.counts())
            + (bars
                ? ""
                : words.say("separator")
                    + words.say("features.layer.scale." + (signed ? "signed" : "positive")));
    return Figure.builder(prefix() + "-" + Ids.of(path), title)
        .subtitle(subtitle(facts))
        .panels(panel)
        .widthPx(bars ? 640 : sheet.pagePx(tilePx(sheet, layer)))
        .footnote(noted(deadNote(dead, layer.channels())))
        .alternativeText(
            title
                + words.say("stop")
                + " "
                + words.say("features.layer.alt", layer.channels(), dead, scale.max()))
        .language(words.locale())
        .build();
  }

  private String noted(String sentence) {
    return words.sentences(
        Stream.of(sentence, options.note()).filter(text -> !text.isEmpty()).toList());
  }

  private String size(Activations layer) {
    return layer.isVector() ? words.say("features.units", layer.channels()) : layer.shapeText();
  }

  private String deadNote(long dead, int channels) {
    return dead == 0 ? "" : words.say("features.layer.dead", dead, channels);
  }

  private static double tilePx(Sheet sheet, Activations layer) {
    return sheet.tilePx(Math.max(layer.width(), layer.height()));
  }

  private Panel sheet(Sheet sheet, Activations layer, List<Grid> maps, ColorScale scale) {
    List<Tile> tiles =
        IntStream.range(0, maps.size())
            .mapToObj(channel -> channelTile(layer, channel, maps.get(channel)))
            .toList();
    ColorBar bar = ColorBar.of(scale, words.say("features.activation"));
    return TilesPanel.shared("", tiles, sheet.columns(), bar).tilesOf(tilePx(sheet, layer));
  }

  private Tile channelTile(Activations layer, int channel, Grid map) {
    boolean dead = layer.isDead(channel);
    String tooltip =
        dead
            ? words.say("features.dead.tooltip", channel)
            : words.say("features.tooltip", channel, map.min(), map.max(), layer.mean(channel));
    Tag tag = Tag.of("channel-" + channel, tooltip);
    return Tile.of(tag, dead ? crossed(map.width(), map.height()) : map)
        .labelled(Integer.toString(channel));
  }

  /** A gray picture with both diagonals. */
  private static Pixels crossed(int width, int height) {
    int[] argb = new int[width * height];
    double slope = width == 1 ? 0 : (height - 1.0) / (width - 1);
    for (int i = 0; i < argb.length; i++) {
      int x = i % width;
      int y = i / width;
      double down = Math.abs(y - x * slope);
      double up = Math.abs(y - (height - 1 - x * slope));
      argb[i] = width > 2 && Math.min(down, up) < 0.75 ? CROSS_RGB : DEAD_RGB;
    }
    return Pixels.of(width, height, argb);
  }

  private Panel bars(Activations layer) {
    List<String> names = IntStream.range(0, layer.channels()).mapToObj(Integer::toString).toList();
    List<Tag> tags =
        IntStream.range(0, layer.channels())
            .mapToObj(
                i ->
                    Tag.of(
                        "channel-" + i,
                        words.say("features.unit.tooltip", i, layer.map(i).at(0, 0))))
            .toList();
    Mark bars =
        new Mark.Bars(
            "", Numbers.of(layer.channels(), i -> layer.map(i).at(0, 0)), Palette.BLUE, tags);
    return AxesPanel.of(
        "",
        Axis.categories(words.say("features.unit"), names),
        Axis.linear(words.say("features.activation")),
        bars);
  }
}
