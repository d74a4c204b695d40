package io.vitrine.view.diagram.block;

import io.vitrine.figure.Color;
import io.vitrine.figure.ColorBar;
import io.vitrine.figure.ColorScale;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import java.util.LongSummaryStatistics;

/**
 * Colors blocks by what they cost: multiply-accumulates of one input, or parameters. Equal steps of
 * color are equal ratios; what costs nothing is grey. A block that stands for several counts once.
 */
public final class HeatScale {
  private static final double OPACITY = 0.85;
  private static final Skin NOTHING = Skin.plain(new Color(ColorScale.ZERO_RGB), OPACITY);

  private final Heat heat;
  private final Tooltips tooltips;
  private final ColorScale scale;

  private HeatScale(Heat heat, Tooltips tooltips, ColorScale scale) {
    this.heat = heat;
    this.tooltips = tooltips;
    this.scale = scale;
  }

  public static HeatScale of(Blocks blocks, Tooltips tooltips, ArchitectureOptions options) {
    LongSummaryStatistics costs =
        blocks.all().stream()
            .mapToLong(block -> cost(block, tooltips, options.heat()))
            .filter(cost -> cost > 0)
            .summaryStatistics();
    double most = costs.getCount() == 0 ? 10 : costs.getMax();
    double least = costs.getCount() == 0 ? 1 : costs.getMin();
    ColorScale scale = ColorScale.log(least, most).with(options.theme().heat());
    return new HeatScale(options.heat(), tooltips, scale);
  }

  private static long cost(Block block, Tooltips tooltips, Heat heat) {
    return heat == Heat.MACS
        ? tooltips.macs(block.nodes())
        : tooltips.parameterCount(block.nodes());
  }

  public Skin skin(Block block) {
    long cost = cost(block, tooltips, heat);
    return cost == 0 ? NOTHING : Skin.plain(new Color(scale.rgb((double) cost)), OPACITY);
  }

  public ColorBar bar(Words words) {
    return ColorBar.of(scale, words.say("diagram.heat." + heat));
  }
}
