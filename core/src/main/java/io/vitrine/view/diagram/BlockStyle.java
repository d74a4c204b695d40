package io.vitrine.view.diagram;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.grouping.Shown;
import io.vitrine.model.Network;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.view.diagram.Block.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Blocks in space. */
final class BlockStyle implements DiagramStyle {
  private static final int MOST_BLOCKS = 1_000;

  @Override
  public String name() {
    return "block";
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale) {
    Network network = shown.grouping().network();
    if (shown.items().size() > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          network.name()
              + " has "
              + shown.items().size()
              + " blocks; one picture holds "
              + MOST_BLOCKS
              + ". Show fewer levels, or collapse groups");
    }
    Blocks blocks = BlockMaker.of(shown, options.ending());
    Words words = Words.of(locale);
    Tooltips tooltips = Tooltips.of(shown.grouping(), words);
    return new Drawn(network, blocks, options, tooltips, words).figure();
  }

  /** One network being drawn. */
  private static final class Drawn {
    private final Network network;
    private final Blocks blocks;
    private final ArchitectureOptions options;
    private final Tooltips tooltips;
    private final Words words;
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
      this.layout = BlockLayout.of(blocks, options.proportions());
      this.heat =
          options.heat() == Heat.NONE
              ? Optional.empty()
              : Optional.of(HeatScale.of(blocks, tooltips, options));
    }

    Figure figure() {
      double unitPx = layout.unitPx();
      SolidMaker solids = new SolidMaker(blocks, layout, options, heat, tooltips, words);
      DiagramPanel panel = DiagramPanel.of("", solids.all(), unitPx);
      DiagramPanel explained =
          heat.map(scale -> panel.coloredBy(scale.bar(words)))
              .orElseGet(() -> panel.explainedBy(keys()));
      return Figure.builder("architecture", words.say("diagram.title", network.name()))
          .subtitle(subtitle())
          .panels(explained)
          .footnote(words.say("diagram.note.sizes." + options.proportions().scale()))
          .alternativeText(alternative())
          .language(words.locale())
          .widthPx(Math.max(640, Math.min(860, unitPx * (layout.length() + 25))))
          .build();
    }

    private List<DiagramPanel.Key> keys() {
      List<DiagramPanel.Key> keys = new ArrayList<>();
      Set<Look> seen = EnumSet.noneOf(Look.class);
      boolean banded = false;
      for (Block block : blocks.all()) {
        for (Look look : looks(block)) {
          if (look != Look.INPUT && seen.add(look)) {
            Skin skin = options.theme().skin(look, false);
            keys.add(new DiagramPanel.Key(keyWords(look), skin.fill(), skin.opacity()));
          }
        }
        for (Part part : block.parts()) {
          Skin skin = options.theme().skin(part.look(), true);
          if (part.activated() && skin.isBanded() && !banded) {
            banded = true;
            String activation = words.say("diagram.key.activation");
            keys.add(new DiagramPanel.Key(activation, skin.band(), skin.bandOpacity()));
          }
        }
      }
      return keys;
    }

    private static List<Look> looks(Block block) {
      return block.look() == Look.MERGE
          ? List.of(Look.MERGE)
          : block.parts().stream().map(Part::look).toList();
    }

    private String keyWords(Look look) {
      boolean normalized =
          look == Look.CONVOLUTION
              && network.nodes().stream()
                  .anyMatch(node -> node.operator().equals("BatchNormalization"));
      return words.say("diagram.key." + look + (normalized ? ".normalized" : ""));
    }

    private String subtitle() {
      List<String> inputs =
          blocks.all().stream()
              .filter(block -> block.look() == Look.INPUT)
              .map(block -> tooltips.input(block.path()))
              .toList();
      return words.say(
          "diagram.subtitle",
          inputs.isEmpty() ? "?" : String.join(", ", inputs),
          String.format(Locale.ROOT, "%,d", tooltips.parameterCount(network.nodes())),
          String.format(Locale.ROOT, "%,d", tooltips.macs(network.nodes())));
    }

    private String alternative() {
      List<String> parts = new ArrayList<>();
      for (Block block : blocks.all()) {
        String channels =
            String.join(
                ", ",
                block.parts().stream().map(p -> SolidMaker.known(p.output().channels())).toList());
        String size =
            block.look() == Look.INPUT
                ? tooltips.input(block.path())
                : SolidMaker.size(block.output());
        String name = words.say("diagram.alt." + block.look(), channels, size);
        String times = block.times() > 1 ? " × " + block.times() : "";
        parts.add((block.caption().isEmpty() ? name : block.caption() + ": " + name) + times);
      }
      return words.say("diagram.title", network.name())
          + words.say("stop")
          + " "
          + words.say("diagram.alt", String.join("; ", parts));
    }
  }
}
