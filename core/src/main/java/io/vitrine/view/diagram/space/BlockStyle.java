package io.vitrine.view.diagram.space;

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
import java.util.Locale;
import java.util.Optional;

/** Blocks in space. */
public final class BlockStyle implements DiagramStyle {
  private static final int MOST_BLOCKS = 1_000;

  @Override
  public String name() {
    return "block";
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale) {
    Words words = Words.of(locale);
    Shown fitting = Stretches.fitting(shown, options.cut(), MOST_BLOCKS);
    Blocks blocks = BlockMaker.of(fitting, options.ending());
    Tooltips tooltips = Tooltips.of(shown.grouping(), words);
    String notes =
        Stretches.note(shown, fitting, words)
            + words.say("diagram.note.sizes." + options.proportions().scale());
    return new Drawn(shown.grouping().network(), blocks, options, tooltips, words).figure(notes);
  }

  /** One network being drawn. */
  private static final class Drawn {
    private final Network network;
    private final Blocks blocks;
    private final ArchitectureOptions options;
    private final Tooltips tooltips;
    private final Words words;
    private final Descriptions described;
    private final BlockLayout layout;
    private final Optional<HeatScale> heat;

    Drawn(
        Network network,
        Blocks blocks,
        ArchitectureOptions options,
        Tooltips tooltips,
        Words words) {
      this.network = network;
      this.blocks = blocks;
      this.options = options;
      this.tooltips = tooltips;
      this.words = words;
      this.described = new Descriptions(network, blocks, tooltips, words);
      this.layout = BlockLayout.of(blocks, BoxSizing.of(blocks, options.proportions()));
      this.heat =
          options.heat() == Heat.NONE
              ? Optional.empty()
              : Optional.of(HeatScale.of(blocks, tooltips, options));
    }

    Figure figure(String notes) {
      double unitPx = layout.unitPx();
      SolidMaker solids = new SolidMaker(blocks, layout, options, heat, tooltips, words);
      DiagramPanel panel = DiagramPanel.of("", solids.all(), unitPx);
      DiagramPanel explained =
          heat.map(scale -> panel.coloredBy(scale.bar(words)))
              .orElseGet(() -> panel.explainedBy(described.keys(options.theme())));
      return Figure.builder("architecture", words.say("diagram.title", network.name()))
          .subtitle(described.subtitle())
          .panels(explained)
          .footnote(notes)
          .alternativeText(described.alternative())
          .language(words.locale())
          .widthPx(Math.max(640, Math.min(860, unitPx * (layout.length() + 25))))
          .build();
    }
  }
}
