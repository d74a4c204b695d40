package io.vitrine.view.spread;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.statistics.Statistics;
import io.vitrine.statistics.Values;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How large the values are that each layer passes on, from the first to the last. */
public final class ActivationSpread {
  /** Where the standard deviation of activations usually lies while a network learns well. */
  public static final double USUAL_FROM = 0.5;

  public static final double USUAL_TO = 2;

  private static final Set<Category> SHOWN =
      EnumSet.of(
          Category.CONVOLUTION, Category.LINEAR, Category.NORMALIZATION, Category.ACTIVATION);

  private ActivationSpread() {}

  /** A layer and the standard deviation of what it made. */
  private record Layer(Node node, double deviation) {}

  /**
   * Bars of the standard deviation of each layer's output, on a logarithmic axis: of convolutions,
   * linear layers, normalisations and activations whose value the trace has kept. The band is the
   * usual range, 0.5 to 2.
   *
   * @param input what went in, in words
   * @return empty where the trace holds none of them
   */
  public static Optional<Figure> of(Network network, Trace trace, String input, Locale locale) {
    List<Layer> layers =
        network.nodes().stream()
            .filter(node -> SHOWN.contains(Operators.category(node)))
            .flatMap(node -> layer(node, trace).stream())
            .toList();
    return layers.isEmpty()
        ? Optional.empty()
        : Optional.of(figure(network, layers, input, Words.of(locale)));
  }

  private static Optional<Layer> layer(Node node, Trace trace) {
    return trace.values().get(node.output()) instanceof Datum.OfTensor value
        ? Optional.of(new Layer(node, deviation(value.tensor())))
        : Optional.empty();
  }

  /** The root of the mean square distance from the mean; NaN where a value is no number. */
  static double deviation(Tensor tensor) {
    Statistics measured = Statistics.of(Values.of(tensor), 1);
    return measured.finite() == measured.count() ? measured.standardDeviation() : Double.NaN;
  }

  private static Figure figure(Network network, List<Layer> layers, String input, Words words) {
    Mark usual =
        new Mark.Span(Mark.Side.Y, USUAL_FROM, USUAL_TO, words.say("spread.usual"), Palette.GREEN);
    return DeviationBars.of(
        new DeviationBars.Caption(
            "activations",
            words.say("spread.layers.title", network.name()),
            words.say("features.input", input),
            words.say("spread.layer"),
            words.say("spread.layers.note")),
        layers.stream().map(layer -> bar(layer, words)).toList(),
        List.of(usual),
        words);
  }

  private static DeviationBars.Bar bar(Layer layer, Words words) {
    String name = layer.node().name();
    String tooltip =
        words.say("spread.layers.tooltip", name, layer.node().operator(), layer.deviation());
    return new DeviationBars.Bar(
        new Axis.Category(name, Tag.titled(name).linkingTo("#" + Ids.layer(name))),
        Tag.of(Ids.of(name), tooltip),
        layer.deviation());
  }
}
