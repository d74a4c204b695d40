package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.grouping.Shown;
import io.vitrine.model.Network;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.view.diagram.DiagramStyle;
import io.vitrine.view.diagram.block.BlockMaker;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.Descriptions;
import io.vitrine.view.diagram.block.HeatScale;
import io.vitrine.view.diagram.block.Stretches;
import io.vitrine.view.diagram.block.Tooltips;
import io.vitrine.view.diagram.lenet.Stacks.Folding;
import io.vitrine.view.diagram.space.BlockLayout;
import java.util.Locale;
import java.util.Optional;

/**
 * Feature maps as stacks of sheets, the windows over them and what makes each from the one before.
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to
 * document recognition, Proceedings of the IEEE 86, 1998, figure 2.
 */
public final class LenetStyle implements DiagramStyle {
  private static final int MOST_STACKS = 400;

  @Override
  public String name() {
    return "lenet";
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale) {
    Network network = shown.grouping().network();
    Words words = Words.of(locale);
    Shown fitting = Stretches.fitting(shown, options.cut(), MOST_STACKS);
    Blocks whole = BlockMaker.of(fitting, options.ending());
    boolean chosen = options.cut().depth().isPresent();
    Blocks blocks = Stacks.of(whole, chosen ? Folding.SINGLE : Folding.FOLDED);
    LenetSizing sizing = LenetSizing.of(blocks, options.proportions());
    BlockLayout layout = BlockLayout.of(blocks, sizing);
    Tooltips tooltips = Tooltips.of(shown.grouping(), words);
    Optional<HeatScale> heat =
        options.heat() == Heat.NONE
            ? Optional.empty()
            : Optional.of(HeatScale.of(blocks, tooltips, options));
    LenetSolids solids =
        new LenetSolids(
            shown.grouping().shapes(), blocks, layout, sizing, options, heat, tooltips, words);
    DiagramPanel panel = DiagramPanel.of("", solids.all(), layout.unitPx());
    Descriptions described = new Descriptions(network, blocks, tooltips, words);
    return Figure.builder("architecture", words.say("diagram.title", network.name()))
        .subtitle(described.subtitle())
        .panels(
            heat.map(scale -> panel.coloredBy(scale.bar(words)))
                .orElseGet(() -> panel.explainedBy(described.plainKeys(options.theme()))))
        .footnote(Stretches.note(shown, fitting, words) + words.say("diagram.lenet.note"))
        .alternativeText(described.alternative())
        .language(words.locale())
        .widthPx(Math.max(640, Math.min(860, layout.unitPx() * (layout.length() + 10))))
        .build();
  }
}
