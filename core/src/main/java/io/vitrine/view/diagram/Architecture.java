package io.vitrine.view.diagram;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Labels;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions.Ending;
import io.vitrine.view.diagram.Block.Kind;
import io.vitrine.view.diagram.Block.Part;
import io.vitrine.view.diagram.BlockLayout.Link;
import io.vitrine.view.diagram.BlockLayout.Place;
import io.vitrine.view.diagram.Blocks.Skip;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A network as PlotNeuralNet draws it, generated. */
public final class Architecture {
  private static final int MOST_BLOCKS = 1_000;
  private static final double WIDTH_PX = 1_160;

  private final Network network;
  private final Blocks blocks;
  private final BlockLayout layout;
  private final ArchitectureOptions options;
  private final Tooltips tooltips;
  private final Words words;

  private Architecture(
      Network network, Blocks blocks, ArchitectureOptions options, Tooltips tips, Words words) {
    this.network = network;
    this.blocks = blocks;
    this.layout = BlockLayout.of(blocks, options.proportions());
    this.options = options;
    this.tooltips = tips;
    this.words = words;
  }

  /**
   * The blocks of a network from input to output. Each block is called by the path of its layer or
   * group of layers, and links to the place that tells about it.
   *
   * @throws IllegalArgumentException where the network has no layers, or too many for one picture
   */
  public static Figure of(Network network, ArchitectureOptions options, Locale locale) {
    Blocks blocks = ended(Grouping.of(network), options.ending());
    if (blocks.chain().size() > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          network.name()
              + " has "
              + blocks.chain().size()
              + " blocks; one picture holds "
              + MOST_BLOCKS);
    }
    Words words = Words.of(locale);
    return new Architecture(network, blocks, options, Tooltips.of(network, words), words).figure();
  }

  /** The blocks with the softmax that a classifier leaves to its loss, where it is asked for. */
  private static Blocks ended(Blocks blocks, Ending ending) {
    Block last = blocks.chain().get(blocks.chain().size() - 1);
    boolean scores = last.kind() == Kind.LINEAR && last.output().channels() > 1;
    boolean raw = !last.parts().get(last.parts().size() - 1).activated();
    if (ending == Ending.AS_IS || !scores || !raw) {
      return blocks;
    }
    List<Block> chain = new ArrayList<>(blocks.chain());
    Part part = new Part(List.of(), false, last.output());
    chain.add(new Block("softmax", Kind.SOFTMAX, List.of(part), "softmax", last.output()));
    return new Blocks(chain, blocks.skips(), blocks.leftOut());
  }

  private Figure figure() {
    double unitPx = Math.max(3.6, Math.min(7.5, WIDTH_PX / (layout.length() + 25)));
    DiagramPanel panel = DiagramPanel.of("", solids(), unitPx).explainedBy(keys());
    return Figure.builder("architecture", words.say("diagram.title", network.name()))
        .subtitle(subtitle())
        .panels(panel)
        .footnote(words.sentences(notes()))
        .alternativeText(alternative())
        .language(words.locale())
        .widthPx(Math.max(640, Math.min(860, unitPx * (layout.length() + 25))))
        .build();
  }

  /** From the farthest to the nearest: the blocks from left to right, each after its arrow. */
  private List<Solid> solids() {
    List<Solid> solids = new ArrayList<>();
    for (int i = 0; i < blocks.chain().size(); i++) {
      int index = i;
      layout.links().stream()
          .filter(link -> link.into() == index)
          .map(Architecture::arrow)
          .forEach(solids::add);
      solids.add(solid(blocks.chain().get(i), layout.places().get(i)));
    }
    for (int i = 0; i < blocks.skips().size(); i++) {
      solids.add(new Solid.Arrow(skipTag(blocks.skips().get(i)), layout.skips().get(i)));
    }
    return solids;
  }

  private static Solid arrow(Link link) {
    return Solid.Arrow.between(link.from(), link.to());
  }

  private Tag skipTag(Skip skip) {
    String from = blocks.chain().get(skip.from()).path();
    String to = blocks.chain().get(skip.to()).path();
    return Tag.titled(
        skip.through().isEmpty()
            ? words.say("diagram.skip", from, to)
            : words.say("diagram.skip.through", from, to, String.join(", ", skip.through())));
  }

  private Solid solid(Block block, Place place) {
    if (block.kind() == Kind.INPUT && options.picture().isPresent()) {
      return new Solid.Plate(
          Tag.of(Ids.of(block.path()), inputWords(block)),
          place.west(),
          place.height(),
          place.depth(),
          options.picture().get(),
          block.caption());
    }
    if (block.kind() == Kind.MERGE) {
      return ball(block, place);
    }
    boolean activated = block.parts().stream().anyMatch(Part::activated);
    Skin skin = Skins.of(block.kind(), activated);
    return new Solid.Block(
        tag(block),
        place.west(),
        sections(block, place),
        place.height(),
        place.depth(),
        skin,
        labels(block));
  }

  private Solid ball(Block block, Place place) {
    double radius = place.height() / 2;
    String operator = block.parts().get(0).layers().get(0).operator();
    String sign =
        switch (operator) {
          case "Add", "Sum" -> operator.equals("Add") ? "+" : "Σ";
          case "Mul" -> "×";
          case "Sub" -> "−";
          case "Max" -> "max";
          default -> "‖";
        };
    return new Solid.Ball(
        tag(block), place.west().plus(radius, 0, 0), radius, Skins.SUM, Skins.SUM_OPACITY, sign);
  }

  private Tag tag(Block block) {
    String tooltip =
        switch (block.kind()) {
          case INPUT -> inputWords(block);
          case SOFTMAX ->
              block.layers().isEmpty() ? words.say("diagram.softmax") : tooltips.of(block);
          default -> tooltips.of(block);
        };
    Tag tag = Tag.of(Ids.of(block.path()), tooltip);
    return block.layers().isEmpty() ? tag : tag.linkingTo("#" + Ids.layer(block.path()));
  }

  private String inputWords(Block block) {
    String shape = words.say("diagram.input", block.path(), tooltips.input(block.path()));
    return options.pictureName().isEmpty()
        ? shape
        : shape + words.say("separator") + options.pictureName();
  }

  private static String map(Extent extent) {
    return extent.isMap()
        ? known(extent.channels()) + " x " + area(extent)
        : known(extent.channels());
  }

  private static String area(Extent extent) {
    return known(extent.height()) + " x " + known(extent.width());
  }

  private static String known(long size) {
    return size < 0 ? "?" : Long.toString(size);
  }

  private List<Section> sections(Block block, Place place) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < block.parts().size(); i++) {
      Part part = block.parts().get(i);
      boolean labelled = block.kind() == Kind.CONVOLUTION || block.kind() == Kind.UNPOOLING;
      String label = labelled ? known(part.output().channels()) : "";
      sections.add(new Section(sectionTag(block, part), place.widths().at(i), label));
    }
    return sections;
  }

  private Tag sectionTag(Block block, Part part) {
    if (block.parts().size() == 1) {
      return Tag.NONE;
    }
    String path = part.layers().get(0).name();
    return Tag.of(Ids.of(path), tooltips.of(part));
  }

  private Labels labels(Block block) {
    Extent out = block.output();
    boolean square = out.height() == out.width();
    return switch (block.kind()) {
      case CONVOLUTION, UNPOOLING ->
          new Labels(
              square || out.height() == 1 ? "" : known(out.height()),
              known(out.width()),
              block.caption());
      case LINEAR, SOFTMAX -> new Labels("", known(out.channels()), block.caption());
      case INPUT -> new Labels("", tooltips.input(block.path()), block.caption());
      case POOLING, MERGE, OTHER -> new Labels("", "", block.caption());
    };
  }

  private List<DiagramPanel.Key> keys() {
    List<DiagramPanel.Key> keys = new ArrayList<>();
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    boolean banded = false;
    for (Block block : blocks.chain()) {
      boolean activated = block.parts().stream().anyMatch(Part::activated);
      if (block.kind() != Kind.INPUT && seen.add(block.kind())) {
        Skin skin = Skins.of(block.kind(), false);
        keys.add(new DiagramPanel.Key(keyWords(block.kind()), skin.fill(), skin.opacity()));
      }
      Skin skin = Skins.of(block.kind(), true);
      if (activated && skin.isBanded() && !banded) {
        banded = true;
        keys.add(
            new DiagramPanel.Key(
                words.say("diagram.key.activation"), skin.band(), skin.bandOpacity()));
      }
    }
    return keys;
  }

  private String keyWords(Kind kind) {
    boolean normalized =
        kind == Kind.CONVOLUTION
            && network.nodes().stream()
                .anyMatch(node -> node.operator().equals("BatchNormalization"));
    return words.say("diagram.key." + kind + (normalized ? ".normalized" : ""));
  }

  private String subtitle() {
    List<Node> nodes = network.nodes();
    Block first = blocks.chain().get(0);
    return words.say(
        "diagram.subtitle",
        first.kind() == Kind.INPUT ? tooltips.input(first.path()) : "?",
        String.format(Locale.ROOT, "%,d", tooltips.parameterCount(nodes)),
        String.format(Locale.ROOT, "%,d", tooltips.macs(nodes)));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(words.say("diagram.note.sizes." + options.proportions().scale()));
    if (!blocks.leftOut().isEmpty()) {
      List<String> names = blocks.leftOut();
      String shown = String.join(", ", names.subList(0, Math.min(12, names.size())));
      notes.add(
          words.say(
              "diagram.note.leftOut", names.size(), names.size() > 12 ? shown + ", …" : shown));
    }
    return notes;
  }

  private String alternative() {
    List<String> parts = new ArrayList<>();
    for (Block block : blocks.chain()) {
      String channels =
          String.join(
              ", ", block.parts().stream().map(part -> known(part.output().channels())).toList());
      String size = block.kind() == Kind.INPUT ? tooltips.input(block.path()) : map(block.output());
      String name = words.say("diagram.alt." + block.kind(), channels, size);
      parts.add(block.caption().isEmpty() ? name : block.caption() + ": " + name);
    }
    return words.say("diagram.title", network.name())
        + words.say("stop")
        + " "
        + words.say("diagram.alt", String.join("; ", parts));
  }
}
