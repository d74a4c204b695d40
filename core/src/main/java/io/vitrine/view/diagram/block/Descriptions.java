package io.vitrine.view.diagram.block;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.model.Network;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    List<Keys.Use> uses =
        blocks.all().stream().map(block -> new Keys.Use(looks(block), banded(block))).toList();
    return Keys.of(theme, words, uses, this::keyWords);
  }

  /** The same, where no bands are drawn. */
  public List<DiagramPanel.Key> plainKeys(DiagramTheme theme) {
    List<Keys.Use> uses =
        blocks.all().stream().map(block -> new Keys.Use(looks(block), List.of())).toList();
    return Keys.of(theme, words, uses, this::keyWords);
  }

  private static List<Look> banded(Block block) {
    return block.parts().stream().filter(Part::activated).map(Part::look).toList();
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
        tooltips.macsText(network.nodes()));
  }

  /** The network from input to output in words. */
  public String alternative() {
    List<String> parts = new ArrayList<>();
    for (Block block : blocks.all()) {
      String channels =
          String.join(
              ", ", block.parts().stream().map(p -> p.output().words().channels()).toList());
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
