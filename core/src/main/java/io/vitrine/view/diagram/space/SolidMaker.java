package io.vitrine.view.diagram.space;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Glyph;
import io.vitrine.figure.Solid.Labels;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Block.Bypass;
import io.vitrine.view.diagram.block.Block.Part;
import io.vitrine.view.diagram.block.BlockTags;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.HeatScale;
import io.vitrine.view.diagram.block.Tooltips;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the solids of blocks that have their places. */
final class SolidMaker {
  private final Blocks blocks;
  private final BlockLayout layout;
  private final ArchitectureOptions options;
  private final Optional<HeatScale> heat;
  private final Tooltips tooltips;
  private final Words words;
  private final BlockTags tags;
  private final Joints joints;

  SolidMaker(
      Blocks blocks,
      BlockLayout layout,
      ArchitectureOptions options,
      Optional<HeatScale> heat,
      Tooltips tooltips,
      Words words) {
    this.blocks = blocks;
    this.layout = layout;
    this.options = options;
    this.heat = heat;
    this.tooltips = tooltips;
    this.words = words;
    this.tags = new BlockTags(tooltips, words, options.pictureName());
    this.joints = new Joints(blocks, layout, options.theme(), words);
  }

  /**
   * From the farthest to the nearest. All blocks are apart along x or y: the farther of two is the
   * one more to the left, in a column the lower one. Lines lie between the blocks that they join,
   * before the one that they enter; arcs above all.
   */
  List<Solid> all() {
    List<Solid> solids = new ArrayList<>();
    for (int b : joints.order()) {
      joints.entering(b).stream().map(joints::arrow).forEach(solids::add);
      Block block = blocks.get(b);
      Place place = layout.places().get(b);
      solids.add(solid(block, place));
      block.bypasses().forEach(bypass -> solids.add(arc(block, place, bypass)));
      if (block.times() > 1) {
        solids.add(bracket(block, place));
      }
    }
    joints.arcs().stream().map(joints::arrow).forEach(solids::add);
    solids.addAll(joints.brackets());
    return solids;
  }

  /** Over the parts that a connection in a block passes. */
  private Solid arc(Block block, Place place, Bypass bypass) {
    double[] edges = new double[block.parts().size() + 1];
    for (int i = 0; i < block.parts().size(); i++) {
      edges[i + 1] = edges[i] + place.widths().at(i);
    }
    double inset = Math.min(0.5, place.widths().at(bypass.from()) / 4);
    double from = edges[bypass.from()] + inset;
    double to = edges[bypass.to() + 1] - inset;
    double base = place.west().y() + place.height() / 2;
    double y = place.top() + BlockLayout.BYPASS * 0.7;
    double x = place.west().x();
    List<Point> points =
        List.of(
            new Point(x + from, base, 0),
            new Point(x + from, y, 0),
            new Point(x + to, y, 0),
            new Point(x + to, base, 0));
    String name = block.path();
    return new Solid.Arrow(
        Tag.titled(words.say("diagram.bypass", name)), points, options.theme().skip());
  }

  private Solid bracket(Block block, Place place) {
    double y = place.top() + (block.bypasses().isEmpty() ? 0 : BlockLayout.BYPASS) + 1;
    Point from = new Point(place.west().x(), y, 0);
    Tag tag = Tag.titled(words.say("diagram.times", block.times(), block.range()));
    return new Solid.Bracket(tag, from, from.plus(place.width(), 0, 0), 0.8, "× " + block.times());
  }

  private Solid solid(Block block, Place place) {
    if (block.look() == Look.INPUT && options.picture().isPresent() && block.output().isMap()) {
      return new Solid.Plate(
          tags.of(block),
          place.west(),
          place.height(),
          place.depth(),
          options.picture().get(),
          block.caption());
    }
    if (block.look() == Look.MERGE) {
      return joints.ball(block, place, tags.of(block));
    }
    return new Solid.Block(
        tags.of(block),
        place.west(),
        sections(block, place),
        place.height(),
        place.depth(),
        skin(block, block.parts().get(block.parts().size() - 1)),
        labels(block),
        place.taper());
  }

  private Skin skin(Block block, Part part) {
    return heat.map(scale -> scale.skin(block))
        .orElseGet(() -> options.theme().skin(part.look(), part.activated()));
  }

  private List<Section> sections(Block block, Place place) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < block.parts().size(); i++) {
      Part part = block.parts().get(i);
      Skin skin = skin(block, part);
      sections.add(
          new Section(
              sectionTag(block, part),
              place.widths().at(i),
              isLabelled(block, part) ? part.output().words().channels() : "",
              Optional.of(skin),
              glyph(part.look())));
    }
    return sections;
  }

  private static boolean isLabelled(Block block, Part part) {
    return switch (part.look()) {
      case CONVOLUTION, UPSAMPLING, BRANCH, RECURRENT, EMBEDDING, MODULE -> true;
      case LINEAR -> block.output().form() != Extent.Form.VECTOR;
      case INPUT, POOLING, SOFTMAX, MERGE, NORMALIZATION, OTHER, ATTENTION, GATE -> false;
    };
  }

  private static Glyph glyph(Look look) {
    return switch (look) {
      case RECURRENT -> Glyph.RECURRENT;
      case ATTENTION -> Glyph.ATTENTION;
      default -> Glyph.NONE;
    };
  }

  private Tag sectionTag(Block block, Part part) {
    if (block.parts().size() == 1 || part.layers().isEmpty()) {
      return Tag.NONE;
    }
    String id = Ids.of(part.layers().get(0).name());
    return id.equals(Ids.of(block.path()))
        ? Tag.titled(tooltips.of(part))
        : Tag.of(id, tooltips.of(part));
  }

  private Labels labels(Block block) {
    Extent out = block.output();
    String caption = block.caption();
    return switch (block.look()) {
      case INPUT -> new Labels("", tooltips.inputInShort(block.path()), caption);
      case POOLING, MERGE, OTHER, NORMALIZATION -> new Labels("", "", caption);
      default ->
          switch (out.form()) {
            case MAP -> {
              boolean square = out.isSquare() || out.height() == 1;
              yield new Labels(square ? "" : out.words().height(), out.words().width(), caption);
            }
            case SEQUENCE -> new Labels("", out.words().width(), caption);
            case VECTOR -> new Labels("", out.words().channels(), caption);
          };
    };
  }
}
