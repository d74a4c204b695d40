package io.vitrine.view.diagram;

import io.vitrine.figure.Figure;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Shown;
import io.vitrine.model.Network;
import io.vitrine.view.diagram.Progress.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Figures of a network's structure. */
public final class Architecture {
  private static final String USUAL = "block";

  private Architecture() {}

  /**
   * A network in blocks, as PlotNeuralNet draws it, generated. Each block is called by the path of
   * its layer or group of layers, and links to the place that tells about it.
   *
   * @throws IllegalArgumentException where the network has no layers, or too many for one picture
   */
  public static Figure of(Network network, ArchitectureOptions options, Locale locale) {
    return of(network, style(USUAL), options, locale);
  }

  /** A network in a style. */
  public static Figure of(
      Network network, DiagramStyle style, ArchitectureOptions options, Locale locale) {
    return of(network, style, options, locale, Progress.NONE);
  }

  /**
   * A network in a style, telling how far the drawing is.
   *
   * @throws java.util.concurrent.CancellationException where the listener throws one, or the thread
   *     is interrupted
   */
  public static Figure of(
      Network network,
      DiagramStyle style,
      ArchitectureOptions options,
      Locale locale,
      Progress progress) {
    int nodes = network.nodes().size();
    Progress.report(progress, Stage.GROUPING, 0, nodes);
    Grouping grouping = Grouping.of(network);
    Progress.report(progress, Stage.GROUPING, nodes, nodes);
    return style.draw(Shown.of(grouping, options.cut()), options, locale, progress);
  }

  /** The styles there are, those of other modules too. */
  public static List<DiagramStyle> styles() {
    List<DiagramStyle> styles = new ArrayList<>();
    ServiceLoader.load(DiagramStyle.class, Architecture.class.getClassLoader())
        .forEach(styles::add);
    return styles;
  }

  /**
   * A style by name.
   *
   * @throws IllegalArgumentException where there is none; the message names those there are
   */
  public static DiagramStyle style(String name) {
    return styles().stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no style '"
                        + name
                        + "'; there are "
                        + String.join(", ", styles().stream().map(DiagramStyle::name).toList())));
  }
}
