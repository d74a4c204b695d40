package io.vitrine.view;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.view.KernelOptions.Coloring;
import io.vitrine.view.KernelOptions.Content;
import io.vitrine.view.KernelOptions.Order;
import io.vitrine.view.KernelOptions.Scaling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The filters of a convolution as a sheet of tiles. */
public final class Kernels {
  private final FilterBank bank;
  private final KernelOptions options;
  private final Words words;
  private final String network;
  private final List<Filter> filters;

  /** One filter: the one or three matrices that are shown of it, and the norm of all of it. */
  private record Filter(int index, List<Grid> planes, double norm) {
    double min() {
      return planes.stream().mapToDouble(Grid::min).min().orElseThrow();
    }

    double max() {
      return planes.stream().mapToDouble(Grid::max).max().orElseThrow();
    }
  }

  private Kernels(FilterBank bank, String network, KernelOptions options, Words words) {
    this.bank = bank;
    this.network = network;
    this.options = options;
    this.words = words;
    checkContent(bank, options.content());
    this.filters = ordered(options.order());
  }

  /**
   * The sheet of one convolution: as many tiles as it has filters, {@code ceil(sqrt n)} rows.
   *
   * @param path the layer, for instance {@code layer1.0}
   * @throws IllegalArgumentException where the layer is no convolution in one or two dimensions,
   *     has no weights, or has not the input channels that the options ask for
   */
  public static Figure of(
      Network network, Weights weights, String path, KernelOptions options, Locale locale) {
    FilterBank bank = FilterBank.of(network, weights, path);
    return new Kernels(bank, network.name(), options, Words.of(locale)).figure();
  }

  /**
   * The article's sheets: the first convolution of each stage, input channel 0, in gray, each
   * filter scaled on its own. A stage is what the layers' paths begin with.
   *
   * @return the sheets by file name without ending, for instance {@code layer1_kernel}
   */
  public static Map<String, Figure> article(Network network, Weights weights, Locale locale) {
    Map<String, FilterBank> banks = new LinkedHashMap<>();
    for (String path : FilterBank.paths(network)) {
      int dot = path.indexOf('.');
      String stage = dot < 0 ? path : path.substring(0, dot);
      banks.computeIfAbsent(stage + "_kernel", name -> FilterBank.of(network, weights, path));
    }
    return drawn(banks, network.name(), KernelOptions.article(), locale);
  }

  /**
   * The sheets of several convolutions, by path, made at the same time on as many threads as there
   * are cores.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static Map<String, Figure> sheets(
      Network network, Weights weights, List<String> paths, KernelOptions options, Locale locale) {
    Map<String, FilterBank> banks = new LinkedHashMap<>();
    for (String path : paths) {
      FilterBank bank = FilterBank.of(network, weights, path);
      checkContent(bank, options.content());
      banks.put(path, bank);
    }
    return drawn(banks, network.name(), options, locale);
  }

  private static Map<String, Figure> drawn(
      Map<String, FilterBank> banks, String network, KernelOptions options, Locale locale) {
    Words words = Words.of(locale);
    List<Figure> figures =
        banks.values().parallelStream()
            .map(bank -> new Kernels(bank, network, options, words).figure())
            .toList();
    Map<String, Figure> byName = new LinkedHashMap<>();
    for (String name : banks.keySet()) {
      byName.put(name, figures.get(byName.size()));
    }
    return byName;
  }

  /** The paths of all convolutions of a network, in running order. */
  public static List<String> convolutions(Network network) {
    return FilterBank.paths(network);
  }

  private static void checkContent(FilterBank bank, Content content) {
    if (content instanceof Content.Channel channel
        && (channel.index() < 0 || channel.index() >= bank.channels())) {
      throw new IllegalArgumentException(
          "layer "
              + bank.path()
              + " has the input channels 0 to "
              + (bank.channels() - 1)
              + ", found "
              + channel.index());
    }
    if (content instanceof Content.Rgb && bank.channels() != 3) {
      throw new IllegalArgumentException(
          "layer "
              + bank.path()
              + " has "
              + bank.channels()
              + " input channels; as a colour picture it would need 3");
    }
  }

  private List<Filter> ordered(Order order) {
    List<Filter> all = new ArrayList<>();
    double[] norms = bank.sizes();
    for (int i = 0; i < norms.length; i++) {
      all.add(new Filter(i, grids(i), norms[i]));
    }
    if (order == Order.NORM) {
      all.sort(Comparator.comparingDouble(Filter::norm).reversed());
    }
    return List.copyOf(all);
  }

  private List<Grid> grids(int filter) {
    Content content = options.content();
    if (content instanceof Content.Channel channel) {
      return List.of(bank.kernel(filter, channel.index()));
    }
    if (content instanceof Content.Rgb) {
      return List.of(bank.kernel(filter, 0), bank.kernel(filter, 1), bank.kernel(filter, 2));
    }
    return List.of(content instanceof Content.Mean ? bank.mean(filter) : bank.norm(filter));
  }

  private Figure figure() {
    Sheet sheet = Sheet.of(filters.size());
    List<Tile> tiles = filters.stream().map(this::tile).toList();
    double tilePx = sheet.tilePx(Math.max(bank.width(), bank.height()));
    TilesPanel panel = new TilesPanel("", tiles, sheet.columns(), colorBar(), tilePx);
    String title = words.say("kernels.title", network, bank.path());
    return Figure.builder("kernels-" + Ids.of(bank.path()), title)
        .subtitle(subtitle())
        .panels(panel)
        .footnote(words.sentences(notes()))
        .alternativeText(alternative(title))
        .language(words.locale())
        .widthPx(sheet.pagePx(tilePx))
        .build();
  }

  private Tile tile(Filter filter) {
    Tag tag = Tag.of("filter-" + filter.index(), tooltip(filter));
    String label = Integer.toString(filter.index());
    if (options.content() instanceof Content.Rgb) {
      return Tile.of(tag, picture(filter)).labelled(label);
    }
    Tile tile = Tile.of(tag, filter.planes().get(0)).labelled(label);
    return options.scaling() == Scaling.SHARED ? tile : tile.scaledBy(own(filter));
  }

  private String tooltip(Filter filter) {
    return words.say("kernels.tooltip", filter.index(), filter.norm(), filter.min(), filter.max());
  }

  /** The scale of one filter: about zero where the colors tell signs, else from min to max. */
  private ColorScale own(Filter filter) {
    List<Grid> grids = filter.planes();
    return isCenteredPerFilter()
        ? Grid.divergingScale(grids)
        : Grid.sequentialScale(grids).with(map());
  }

  private boolean isCenteredPerFilter() {
    return isSigned() && options.coloring() == Coloring.BY_SIGN;
  }

  /** The one scale of all: about zero for signed numbers, else from zero up. */
  private ColorScale shared() {
    return isSigned()
        ? ColorScale.diverging(magnitude()).with(map())
        : ColorScale.sequential(0, magnitude()).with(map());
  }

  private boolean isSigned() {
    return !(options.content() instanceof Content.Norm);
  }

  private ColorMap map() {
    if (options.coloring() == Coloring.GRAY) {
      return ColorMap.GRAY;
    }
    return isSigned() ? ColorMap.BLUE_RED : ColorMap.VIRIDIS;
  }

  /** The largest finite |number| of all filters, or 0. */
  private double magnitude() {
    return filters.stream()
        .flatMap(filter -> filter.planes().stream())
        .mapToDouble(grid -> Math.max(-grid.min(), grid.max()))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private Optional<ColorBar> colorBar() {
    return options.scaling() == Scaling.SHARED && !(options.content() instanceof Content.Rgb)
        ? Optional.of(ColorBar.of(shared(), words.say("kernels.weight." + contentKey())))
        : Optional.empty();
  }

  /**
   * Shared: gray is zero, and the largest |weight| of all filters is full color. Per filter: from
   * its smallest weight to its largest.
   */
  private Pixels picture(Filter filter) {
    boolean shared = options.scaling() == Scaling.SHARED;
    double low = shared ? -magnitude() : filter.min();
    double high = shared ? magnitude() : filter.max();
    double range = high > low ? high - low : 1;
    int size = bank.height() * bank.width();
    float[] levels = new float[3 * size];
    for (int i = 0; i < levels.length; i++) {
      int cell = i % size;
      double weight = filter.planes().get(i / size).at(cell / bank.width(), cell % bank.width());
      levels[i] = (float) (high > low ? (weight - low) / range : 0.5);
    }
    return Pixels.rgb(bank.width(), bank.height(), levels);
  }

  private String contentKey() {
    Content content = options.content();
    if (content instanceof Content.Channel) {
      return "channel";
    }
    if (content instanceof Content.Rgb) {
      return "rgb";
    }
    return content instanceof Content.Mean ? "mean" : "norm";
  }

  private String subtitle() {
    int channel = options.content() instanceof Content.Channel c ? c.index() : 0;
    return String.join(
        words.say("separator"),
        words.say("kernels.filters", filters.size(), bank.height(), bank.width()),
        words.say("kernels." + contentKey(), channel, bank.channels()),
        words.say("kernels.scaling." + options.scaling()),
        words.say("kernels.order." + options.order()));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (options.content() instanceof Content.Rgb) {
      notes.add(words.say("kernels.note.rgb." + options.scaling(), magnitude()));
    } else if (options.scaling() == Scaling.PER_FILTER) {
      notes.add(words.say(isCenteredPerFilter() ? "kernels.note.aboutZero" : "kernels.note.range"));
    }
    long broken = filters.stream().filter(filter -> !Double.isFinite(filter.norm())).count();
    if (broken > 0) {
      notes.add(words.say("kernels.note.notFinite", broken));
    }
    return notes;
  }

  private String alternative(String title) {
    double[] norms =
        filters.stream().mapToDouble(Filter::norm).filter(Double::isFinite).sorted().toArray();
    String sentence = title + words.say("stop") + " " + subtitle() + words.say("stop");
    return norms.length == 0
        ? sentence
        : sentence + " " + words.say("kernels.alt", norms[0], norms[norms.length - 1]);
  }
}
