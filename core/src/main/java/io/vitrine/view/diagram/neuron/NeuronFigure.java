package io.vitrine.view.diagram.neuron;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Side;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.grouping.Grouping;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Neurons;
import io.vitrine.view.diagram.block.Tooltips;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figure of fully connected layers. */
final class NeuronFigure {
  private static final double SPACING = 22;
  private static final double UNIT_PX = 7;
  private static final double DOT = 0.3;
  private static final double NEUTRAL_PX = 0.7;
  private static final double NEUTRAL_OPACITY = 0.35;

  private final Grouping grouping;
  private final List<Dense> layers;
  private final ArchitectureOptions options;
  private final Neurons neurons;
  private final Words words;
  private final List<Column> columns = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final WeightScale scale;

  NeuronFigure(Grouping grouping, List<Dense> layers, ArchitectureOptions options, Words words) {
    this.grouping = grouping;
    this.layers = layers;
    this.options = options;
    this.neurons = options.neurons();
    this.words = words;
    columns.add(Column.of(0, layers.get(0).inputs(), neurons.most()));
    for (Dense layer : layers) {
      columns.add(Column.of(SPACING * columns.size(), layer.outputs(), neurons.most()));
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      addEdges(layer);
    }
    this.scale = new WeightScale(Numbers.of(layers.size(), this::largest), options.theme());
  }

  /**
   * An edge.
   *
   * @param layer its index
   * @param said from where to where
   * @param weight empty where it is not given
   */
  private record Edge(int layer, Point from, Point to, String said, Optional<Double> weight) {
    double size() {
      return weight.map(Math::abs).filter(Double::isFinite).orElse(0.0);
    }
  }

  private void addEdges(int layer) {
    Dense dense = layers.get(layer);
    Column from = columns.get(layer);
    Column to = columns.get(layer + 1);
    for (int j = 0; j < to.shown().size(); j++) {
      int unit = to.shown().get(j);
      for (int i = 0; i < from.shown().size(); i++) {
        int source = from.shown().get(i);
        String said = dense.path() + ": " + source + " → " + unit;
        edges.add(new Edge(layer, from.at(i), to.at(j), said, dense.weight(source, unit)));
      }
      if (hasBias(layer)) {
        String said = words.say("diagram.neuron.biasEdge", dense.path(), unit);
        edges.add(new Edge(layer, from.bias(), to.at(j), said, dense.bias(unit)));
      }
    }
  }

  private boolean hasBias(int layer) {
    return neurons.bias() == Neurons.Bias.SHOWN && layers.get(layer).bias().isPresent();
  }

  /** The size of the largest finite edge of a layer; 1 where all are 0, or none is given. */
  private double largest(int layer) {
    double size =
        edges.stream()
            .filter(edge -> edge.layer() == layer)
            .mapToDouble(Edge::size)
            .max()
            .orElse(0);
    return size > 0 ? size : 1;
  }

  private boolean isWeighted() {
    return edges.stream().anyMatch(edge -> edge.weight().isPresent());
  }

  Figure figure() {
    List<Solid> solids = new ArrayList<>();
    edges.stream()
        .sorted(Comparator.comparingDouble(edge -> edge.size() / largest(edge.layer())))
        .map(this::wire)
        .forEach(solids::add);
    for (int column = 0; column < columns.size(); column++) {
      addNeurons(solids, column);
    }
    DiagramPanel panel = DiagramPanel.of("", solids, UNIT_PX);
    Optional<ColorBar> bar = isWeighted() ? scale.bar(words) : Optional.empty();
    return Figure.builder("neurons", words.say("diagram.title", grouping.network().name()))
        .subtitle(subtitle())
        .panels(bar.map(panel::coloredBy).orElse(panel))
        .footnote(footnote())
        .alternativeText(alternative())
        .language(words.locale())
        .widthPx(Math.max(640, Math.min(860, UNIT_PX * SPACING * (columns.size() + 0.5))))
        .build();
  }

  private Solid wire(Edge edge) {
    List<Point> points = List.of(edge.from(), edge.to());
    if (edge.weight().isEmpty()) {
      return new Solid.Wire(
          Tag.NONE, points, options.theme().connector(), NEUTRAL_PX, NEUTRAL_OPACITY, Dash.SOLID);
    }
    double weight = edge.weight().get();
    return new Solid.Wire(
        Tag.titled(words.say("diagram.input", edge.said(), weight)),
        points,
        scale.paint(weight, edge.layer()),
        scale.widthPx(weight, edge.layer()),
        scale.opacity(weight, edge.layer()),
        scale.dash(weight));
  }

  private void addNeurons(List<Solid> solids, int index) {
    Column column = columns.get(index);
    for (int place = 0; place < column.shown().size(); place++) {
      solids.add(neuron(index, place));
      name(index, place).ifPresent(solids::add);
    }
    for (Point dot : column.dots()) {
      solids.add(new Solid.Ball(Tag.NONE, dot, DOT, options.theme().connector(), 1, ""));
    }
    if (index < layers.size() && hasBias(index)) {
      Skin skin = options.theme().skin(Look.OTHER, false);
      Tag tag = Tag.titled(words.say("diagram.neuron.bias", layers.get(index).path()));
      solids.add(
          new Solid.Ball(tag, column.bias(), Column.RADIUS, skin.fill(), skin.opacity(), "1"));
    }
    double lowest = columns.stream().mapToDouble(Column::height).max().orElse(0) / 2;
    Point below = new Point(column.x(), -lowest - Column.RADIUS - 0.6, 0);
    List<String> lines = lines(index);
    for (int line = 0; line < lines.size(); line++) {
      Point at = below.plus(0, -line * 2.4, 0);
      solids.add(
          line == 0
              ? Solid.Note.bold(at, lines.get(line), Side.BELOW)
              : Solid.Note.of(at, lines.get(line), Side.BELOW));
    }
  }

  private Solid neuron(int index, int place) {
    Column column = columns.get(index);
    int unit = column.shown().get(place);
    Look look = index == 0 ? Look.INPUT : Look.LINEAR;
    Skin skin = options.theme().skin(look, false);
    String path = index == 0 ? inputName() : layers.get(index - 1).path();
    Tag tag = Tag.of(Ids.of(path + "." + unit), path + "[" + unit + "]" + biasWords(index, unit));
    Tag linked = index == 0 ? tag : tag.linkingTo("#" + Ids.layer(path));
    Point at = column.at(place);
    return new Solid.Ball(linked, at, Column.RADIUS, skin.fill(), skin.opacity(), "");
  }

  private String biasWords(int index, int unit) {
    Optional<Double> bias = index == 0 ? Optional.empty() : layers.get(index - 1).bias(unit);
    return bias.map(b -> words.say("separator") + words.say("diagram.neuron.biasOf", b)).orElse("");
  }

  private String inputName() {
    return grouping.network().inputs().get(0).name();
  }

  /** The name beside an input or an output. */
  private Optional<Solid> name(int index, int place) {
    Column column = columns.get(index);
    int unit = column.shown().get(place);
    if (index == 0 && !neurons.inputs().isEmpty()) {
      Point left = column.at(place).plus(-Column.RADIUS, 0, 0);
      return Optional.of(Solid.Note.of(left, neurons.inputs().get(unit), Side.LEFT));
    }
    if (index == layers.size()) {
      boolean named = !neurons.outputs().isEmpty();
      String said = named ? neurons.outputs().get(unit) : Integer.toString(unit);
      Point right = column.at(place).plus(Column.RADIUS, 0, 0);
      return Optional.of(Solid.Note.of(right, said, Side.RIGHT));
    }
    return Optional.empty();
  }

  /** What is written below a column: its layer, its units, what follows. */
  private List<String> lines(int index) {
    Column column = columns.get(index);
    List<String> lines = new ArrayList<>();
    lines.add(index == 0 ? inputName() : layers.get(index - 1).path());
    String units = String.format(Locale.ROOT, "%,d", column.units());
    String key = column.isElided() ? "elided" : column.units() == 1 ? "unit" : "units";
    lines.add(words.say("diagram.neuron." + key, units, column.shown().size()));
    if (index > 0) {
      lines.addAll(layers.get(index - 1).after());
      if (isWeighted()) {
        lines.add(words.say("diagram.neuron.largest", largest(index - 1)));
      }
    }
    return lines;
  }

  private String subtitle() {
    Tooltips tooltips = Tooltips.of(grouping, words);
    return words.say(
        "diagram.subtitle",
        tooltips.input(inputName()),
        String.format(Locale.ROOT, "%,d", tooltips.parameterCount(grouping.network().nodes())),
        tooltips.macsText(grouping.network().nodes()));
  }

  private String footnote() {
    return isWeighted() ? words.say("diagram.neuron.note") : words.say("diagram.neuron.noteBare");
  }

  private String alternative() {
    List<String> parts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      parts.add(String.join(", ", lines(column)));
    }
    return words.say("diagram.title", grouping.network().name())
        + words.say("stop")
        + " "
        + words.say("diagram.alt", String.join("; ", parts));
  }
}
