package io.vitrine.view.diagram.block;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.model.Network;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is written about a network in blocks, whatever its style. */
public final class Descriptions {
  private final Network network;
  private final Blocks blocks;
  private final Tooltips tooltips;
  private final Words words;

  public Descriptions(Network network, Blocks blocks, Tooltips tooltips, Words words) {
    this.network = network;
    this.blocks = blocks;
    this.tooltips = tooltips;
    this.words = words;
  }

  /** What the colors of a theme stand for. */
  public List<DiagramPanel.Key> keys(DiagramTheme theme) {
    List<DiagramPanel.Key> keys = new ArrayList<>();
    Set<Look> seen = EnumSet.noneOf(Look.class);
    boolean banded = false;
    for (Block block : blocks.all()) {
      for (Look look : looks(block)) {
        if (look != Look.INPUT && seen.add(look)) {
          Skin skin = theme.skin(look, false);
          keys.add(new DiagramPanel.Key(keyWords(look), skin.fill(), skin.opacity()));
        }
      }
      for (Part part : block.parts()) {
        Skin skin = theme.skin(part.look(), true);
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

  /** What goes in, parameters and multiply-accumulates. */
  public String subtitle() {
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

  /** The network from input to output in words. */
  public String alternative() {
    List<String> parts = new ArrayList<>();
    for (Block block : blocks.all()) {
      String channels =
          String.join(
              ", ", block.parts().stream().map(p -> Extent.known(p.output().channels())).toList());
      String size =
          block.look() == Look.INPUT ? tooltips.input(block.path()) : block.output().text();
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
