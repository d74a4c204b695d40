package io.vitrine.view.diagram.block;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.model.Node;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;

/**
 * Colors blocks by what they cost: multiply-accumulates of one input, or parameters. Equal steps of
 * color are equal ratios; what costs nothing is grey, among greys white. A block that stands for
 * several counts once.
 */
public final class HeatScale {
  private static final double OPACITY = 0.85;

  private final Heat heat;
  private final Tooltips tooltips;
  private final ColorScale scale;

  private HeatScale(Heat heat, Tooltips tooltips, ColorScale scale) {
    this.heat = heat;
    this.tooltips = tooltips;
    this.scale = scale;
  }

  public static HeatScale of(Blocks blocks, Tooltips tooltips, ArchitectureOptions options) {
    return of(blocks.all().stream().map(Block::nodes), tooltips, options);
  }

  /** A scale for boxes by the nodes that each stands for. */
  public static HeatScale of(
      Stream<List<Node>> boxes, Tooltips tooltips, ArchitectureOptions options) {
    LongSummaryStatistics costs =
        boxes
            .mapToLong(nodes -> cost(nodes, tooltips, options.heat()))
            .filter(cost -> cost > 0)
            .summaryStatistics();
    double most = costs.getCount() == 0 ? 10 : costs.getMax();
    double least = costs.getCount() == 0 ? 1 : costs.getMin();
    ColorScale scale = ColorScale.log(least, most).with(options.theme().heat());
    return new HeatScale(options.heat(), tooltips, scale);
  }

  private static long cost(List<Node> nodes, Tooltips tooltips, Heat heat) {
    return heat == Heat.MACS ? tooltips.macs(nodes) : tooltips.parameterCount(nodes);
  }

  public Skin skin(Block block) {
    return skin(block.nodes());
  }

  /** The colors of a box that stands for nodes. */
  public Skin skin(List<Node> nodes) {
    long cost = cost(nodes, tooltips, heat);
    return Skin.plain(new Color(scale.rgb((double) cost)), OPACITY);
  }

  public ColorBar bar(Words words) {
    return ColorBar.of(scale, words.say("diagram.heat." + heat));
  }
}
