package io.vitrine.view.diagram.plot;

import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Shown;
import io.vitrine.model.Network;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions.Ending;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.BlockMaker;
import io.vitrine.view.diagram.plot.Pairing.Layer;
import io.vitrine.view.diagram.plot.Pairing.Need;
import io.vitrine.view.diagram.plot.Pairing.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the labels of a plot contradict a network. */
final class Comparison {
  private static final int ALL_LEVELS = 99;
  private static final Set<Look> UNSAID = Set.of(Look.INPUT, Look.OTHER, Look.NORMALIZATION);
  private static final Set<Look> OPTIONAL = Set.of(Look.MERGE, Look.GATE);

  private final List<Piece> pieces;
  private final Network network;
  private final Words words;
  private final List<Unit> units;
  private final List<Layer> layers = new ArrayList<>();
  private final Set<Unit> pairedUnits = new HashSet<>();
  private final Set<Layer> pairedLayers = new HashSet<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final List<Stand> stands = new ArrayList<>();

  private Comparison(List<Piece> pieces, Network network, Locale locale) {
    this.pieces = pieces;
    this.network = network;
    this.words = Words.of(locale);
    this.units = new ArrayList<>(Unit.of(pieces));
  }

  /** A sentence, and the piece it is about or comes before. */
  private record Warning(int piece, String sentence) {}

  /** A piece that stands for a layer. */
  private record Stand(int piece, Layer layer) {}

  static Comparison of(List<Piece> pieces, Network network, Locale locale) {
    Comparison comparison = new Comparison(pieces, network, locale);
    Grouping grouping = Grouping.of(network);
    Shown shown = Shown.of(grouping, Cut.atDepth(ALL_LEVELS));
    for (Block block : BlockMaker.of(shown, Ending.SOFTMAX).all()) {
      comparison.addLayers(block, grouping.shapes());
    }
    return comparison;
  }

  private void addLayers(Block block, ShapeTable shapes) {
    for (Block.Part part : block.parts()) {
      Look look = block.look() == Look.MERGE ? Look.MERGE : part.look();
      if (!UNSAID.contains(look) && !UNSAID.contains(block.look())) {
        String path = part.layers().isEmpty() ? block.path() : part.layers().get(0).name();
        boolean free = OPTIONAL.contains(look) || block.nodes().isEmpty();
        Need need = free ? Need.OPTIONAL : Need.REQUIRED;
        layers.add(new Layer(path, look, part.output(), kernel(part, shapes), need));
      }
    }
  }

  private static List<Long> kernel(Block.Part part, ShapeTable shapes) {
    return part.layers().isEmpty()
        ? List.of()
        : Operators.kernel(part.layers().get(0), shapes).stream().filter(side -> side > 0).toList();
  }

  List<String> warnings() {
    for (int p = 0; p < pieces.size(); p++) {
      pairBySaying(p);
    }
    pairByName();
    pairInOrder();
    checkOrder();
    warnings.sort(Comparator.comparingInt(Warning::piece));
    return warnings.stream().map(Warning::sentence).toList();
  }

  /** Pairs a piece with the layers that it says it stands for. */
  private void pairBySaying(int p) {
    Piece piece = pieces.get(p);
    if (piece.layer().isEmpty()) {
      return;
    }
    List<Layer> said = free(piece.layer(), piece.kind().look());
    List<Layer> all = said.isEmpty() ? under(piece.layer()) : said;
    if (all.isEmpty()) {
      warn(p, "diagram.plot.noLayer", piece.name(), piece.layer(), network.name());
      units.stream().filter(unit -> unit.piece() == p).forEach(pairedUnits::add);
    } else {
      pairLast(p, all);
    }
  }

  private List<Layer> under(String path) {
    return layers.stream().filter(layer -> layer.isWithin(path)).toList();
  }

  private List<Layer> free(String path, Look look) {
    return under(path).stream()
        .filter(layer -> Pairing.fits(look, layer.look()) && !pairedLayers.contains(layer))
        .toList();
  }

  /** A piece that stands for all of some layers, with the last of them. */
  private void pairLast(int p, List<Layer> all) {
    List<Unit> own = units.stream().filter(unit -> unit.piece() == p).toList();
    for (int i = 1; i <= Math.min(own.size(), all.size()); i++) {
      pair(own.get(own.size() - i), all.get(all.size() - i));
    }
    pairedUnits.addAll(own);
    pairedLayers.addAll(under(pieces.get(p).layer()));
  }

  /** Pairs pieces of one sub-box that are called as layers are, wherever they stand. */
  private void pairByName() {
    for (Unit unit : units) {
      boolean whole = pieces.get(unit.piece()).widths().size() == 1;
      List<Layer> own = free(pieces.get(unit.piece()).name(), unit.look());
      if (whole && own.size() == 1 && !pairedUnits.contains(unit)) {
        pair(unit, own.get(0));
      }
    }
  }

  /** A piece behind another one whose layer its own feeds stands in the wrong order. */
  private void checkOrder() {
    Upstream upstream = new Upstream(network);
    stands.sort(Comparator.comparingInt(Stand::piece));
    for (int i = 0; i < stands.size(); i++) {
      Stand here = stands.get(i);
      for (Stand before : stands.subList(0, i)) {
        String path = here.layer().path();
        String other = before.layer().path();
        if (before.piece() < here.piece() && upstream.feeds(path, other)) {
          String name = pieces.get(here.piece()).name();
          String behind = pieces.get(before.piece()).name();
          warn(here.piece(), "diagram.plot.order", name, behind, path, other);
          break;
        }
      }
    }
  }

  private void pairInOrder() {
    List<Unit> unitsLeft = units.stream().filter(u -> !pairedUnits.contains(u)).toList();
    List<Layer> layersLeft = layers.stream().filter(l -> !pairedLayers.contains(l)).toList();
    int at = 0;
    for (Pair pair : Pairing.of(unitsLeft, layersLeft)) {
      if (pair.unit() >= 0) {
        at = unitsLeft.get(pair.unit()).piece();
      }
      if (pair.layer() < 0) {
        warn(at, "diagram.plot.tooMuch", unitsLeft.get(pair.unit()).name(), network.name());
      } else if (pair.unit() >= 0) {
        pair(unitsLeft.get(pair.unit()), layersLeft.get(pair.layer()));
      } else if (layersLeft.get(pair.layer()).need() == Need.REQUIRED) {
        Layer layer = layersLeft.get(pair.layer());
        warn(at, "diagram.plot.missing", layer.path(), layer.output().text(), network.name());
      }
    }
  }

  private void pair(Unit unit, Layer layer) {
    pairedUnits.add(unit);
    pairedLayers.add(layer);
    stands.add(new Stand(unit.piece(), layer));
    Extent output = layer.output();
    unit.wrongKernel(layer)
        .ifPresent(
            written -> {
              String kernel = Unit.sides(layer.kernel());
              warn(unit.piece(), "diagram.plot.kernel", unit.name(), written, layer.path(), kernel);
            });
    if (Pairing.isWrong(unit.filters(), output.channels())) {
      long written = unit.filters().orElse(0);
      warn(
          unit.piece(),
          "diagram.plot.filters",
          unit.name(),
          Long.toString(written),
          layer.path(),
          Long.toString(output.channels()));
    }
    if (Pairing.hasWrongSize(unit, output)) {
      String written =
          unit.rows().isPresent()
              ? unit.rows().getAsLong() + " x " + Extent.known(unit.size().orElse(-1))
              : Extent.known(unit.size().orElse(-1));
      String size =
          output.isMap() ? output.words().height() + " x " + output.words().width() : output.text();
      warn(unit.piece(), "diagram.plot.size", unit.name(), written, layer.path(), size);
    }
  }

  private void warn(int piece, String key, Object... parts) {
    String sentence = words.say(key, parts);
    if (warnings.stream().noneMatch(warning -> warning.sentence().equals(sentence))) {
      warnings.add(new Warning(piece, sentence));
    }
  }
}
