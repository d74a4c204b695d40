package io.vitrine.view.diagram.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.render.Figures;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.Golden;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Neurons;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeuronStyleTest {
  /** Units from 3 to 2: the weight from i to j is at [j, i]. */
  private static final Weights GIVEN =
      Weights.of(
          Map.of(
              "fc.weight", Tensor.of(new float[] {0.5f, -1, 2, 0, 4, -3}, 2, 3),
              "fc.bias", Tensor.of(new float[] {0.25f, -0.75f}, 2)));

  private static Network small() {
    var b = Network.builder("small");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(3));
    var attributes = Map.of("transB", Attribute.of(1));
    List<String> reads = List.of(x, b.parameter("fc.weight", 2, 3), b.parameter("fc.bias", 2));
    String y = b.node("sig", "Sigmoid", b.node("fc", "Gemm", reads, attributes));
    return b.output(y, ValueType.tensor(ElementType.FLOAT32)).build();
  }

  private static Figure draw(Network network, Neurons neurons) {
    ArchitectureOptions options = ArchitectureOptions.defaults().with(neurons);
    return Architecture.of(network, Architecture.style("neuron"), options, Locale.ENGLISH);
  }

  private static <S extends Solid> List<S> all(Figure figure, Class<S> type) {
    return ((DiagramPanel) figure.panels().get(0))
        .solids().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Solid.Wire edge(Figure figure, int from, int to) {
    return all(figure, Solid.Wire.class).stream()
        .filter(wire -> wire.tag().title().startsWith("fc: " + from + " → " + to + ":"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void draw_weights_colorEdgesOnOneScaleCenteredAtZero() {
    Figure figure = draw(small(), Neurons.defaults().with(GIVEN));
    ColorScale scale = ((DiagramPanel) figure.panels().get(0)).colors().orElseThrow().scale();

    assertThat(scale.min()).isEqualTo(-4);
    assertThat(scale.max()).isEqualTo(4);
    assertThat(edge(figure, 1, 1).paint()).isEqualTo(new Color(scale.rgb(4)));
    assertThat(edge(figure, 2, 0).paint()).isEqualTo(new Color(scale.rgb(2)));
    assertThat(edge(figure, 2, 1).paint()).isEqualTo(new Color(scale.rgb(-3)));
    assertThat(edge(figure, 2, 1).dash()).isEqualTo(Solid.Dash.DASHED);
    assertThat(edge(figure, 1, 1).widthPx()).isGreaterThan(edge(figure, 2, 1).widthPx());
    assertThat(edge(figure, 0, 1).widthPx()).isEqualTo(0.4);
  }

  @Test
  void draw_edges_joinTheCentersOfNeurons() {
    Figure figure = draw(small(), Neurons.defaults().with(GIVEN));
    List<Solid.Point> centers =
        all(figure, Solid.Ball.class).stream().map(Solid.Ball::center).toList();

    assertThat(all(figure, Solid.Wire.class)).hasSize(6);
    assertThat(all(figure, Solid.Wire.class))
        .allSatisfy(wire -> assertThat(centers).containsAll(wire.points()));
  }

  @Test
  void draw_withoutWeights_isNeutralWithoutABar() {
    Figure figure = draw(small(), Neurons.defaults());

    assertThat(((DiagramPanel) figure.panels().get(0)).colors()).isEmpty();
    assertThat(all(figure, Solid.Wire.class))
        .extracting(Solid.Wire::paint)
        .containsOnly(DiagramTheme.paper().connector());
    assertThat(figure.footnote()).contains("No weights are given");
  }

  /** The second layer's weights are a hundredth of the first's, and look the same. */
  @Test
  void draw_severalLayers_measureEachByItsLargest() {
    var b = Network.builder("two");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(1));
    String h = b.node("fc", "MatMul", x, b.parameter("v", 1, 2));
    String y = b.node("fc2", "MatMul", h, b.parameter("w", 2, 1));
    Network network = b.output(y, ValueType.tensor(ElementType.FLOAT32)).build();
    Weights weights =
        Weights.of(
            Map.of(
                "v", Tensor.of(new float[] {10, -5}, 1, 2),
                "w", Tensor.of(new float[] {0.1f, -0.05f}, 2, 1)));
    Figure figure = draw(network, Neurons.defaults().with(weights));
    List<Solid.Wire> wires = all(figure, Solid.Wire.class);

    assertThat(wires.stream().map(Solid.Wire::paint).distinct()).hasSize(2);
    assertThat(all(figure, Solid.Note.class))
        .extracting(Solid.Note::text)
        .contains("largest weight 10", "largest weight 0.1", "1 unit", "2 units");
    assertThat(((DiagramPanel) figure.panels().get(0)).colors().orElseThrow().scale().max())
        .isEqualTo(1);
  }

  @Test
  void draw_biasShown_isANeuronOfOne() {
    Figure figure = draw(small(), Neurons.defaults().with(GIVEN).with(Neurons.Bias.SHOWN));

    assertThat(all(figure, Solid.Ball.class)).filteredOn(b -> b.sign().equals("1")).hasSize(1);
    assertThat(all(figure, Solid.Wire.class)).hasSize(8);
    assertThat(all(figure, Solid.Wire.class))
        .anyMatch(wire -> wire.tag().title().equals("fc: bias → 1: -0.75"));
  }

  @Test
  void draw_matrixOfOtherOrder_readsTheSameWeights() {
    var b = Network.builder("other");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(3));
    String product = b.node("fc", "MatMul", x, b.parameter("w", 3, 2));
    String y = b.node("add", "Add", b.parameter("b", 2), product);
    Network network = b.output(y, ValueType.tensor(ElementType.FLOAT32)).build();
    Weights weights =
        Weights.of(
            Map.of(
                "w", Tensor.of(new float[] {0.5f, 0, -1, 4, 2, -3}, 3, 2),
                "b", Tensor.of(new float[] {0.25f, -0.75f}, 2)));
    Figure figure = draw(network, Neurons.defaults().with(weights).with(Neurons.Bias.SHOWN));

    assertThat(edge(figure, 1, 1).tag().title()).isEqualTo("fc: 1 → 1: 4");
    assertThat(edge(figure, 0, 0).tag().title()).isIn("fc: 0 → 0: 0.5", "fc: 0 → 0: 0.500");
    assertThat(all(figure, Solid.Wire.class)).hasSize(8);
  }

  @Test
  void draw_longLayer_showsTheFirstAndTheLastAndSaysHowMany() {
    Figure figure = draw(Zoo.mlp(1, 28, 28, 10), Neurons.defaults());
    List<String> notes = all(figure, Solid.Note.class).stream().map(Solid.Note::text).toList();

    assertThat(notes).contains("784 units, 12 drawn", "128 units, 12 drawn", "10 units", "Relu");
    assertThat(all(figure, Solid.Ball.class))
        .extracting(ball -> ball.tag().id())
        .contains("input.0", "input.5", "input.778", "input.783")
        .doesNotContain("input.6", "input.777");
    assertThat(all(figure, Solid.Ball.class)).hasSize(12 * 3 + 10 + 3 * 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12, 13, 1000})
  void column_ofAnyLength_isCenteredInOrderWithoutOverlap(int units) {
    Column column = Column.of(0, units, 12);
    List<Integer> shown = column.shown();

    assertThat(shown).doesNotHaveDuplicates().isSorted().hasSize(Math.min(12, units));
    assertThat(shown.get(0)).isZero();
    assertThat(shown.get(shown.size() - 1)).isEqualTo(units - 1);
    assertThat(column.at(0).y()).isEqualTo(-column.at(shown.size() - 1).y());
    for (int i = 1; i < shown.size(); i++) {
      assertThat(column.at(i - 1).y() - column.at(i).y()).isGreaterThanOrEqualTo(Column.PITCH);
    }
    column
        .dots()
        .forEach(
            dot -> {
              for (int i = 0; i < shown.size(); i++) {
                assertThat(Math.abs(dot.y() - column.at(i).y())).isGreaterThan(Column.RADIUS + 0.3);
              }
            });
  }

  @Test
  void draw_names_standBesideTheirNeurons() {
    Neurons neurons =
        Neurons.defaults().named(List.of("height", "width", "mass"), List.of("cat", "dog"));
    Figure figure = draw(small(), neurons);

    assertThat(all(figure, Solid.Note.class))
        .filteredOn(note -> note.side() == Solid.Side.LEFT)
        .extracting(Solid.Note::text)
        .containsExactly("height", "width", "mass");
    assertThat(all(figure, Solid.Note.class))
        .filteredOn(note -> note.side() == Solid.Side.RIGHT)
        .extracting(Solid.Note::text)
        .containsExactly("cat", "dog");
    Golden.checkReadable(figure);
  }

  @Test
  void draw_wrongNumberOfNames_saysHowMany() {
    Neurons neurons = Neurons.defaults().named(List.of(), List.of("cat"));

    assertThatThrownBy(() -> draw(small(), neurons))
        .hasMessage("1 names for 2 outputs; give one for each, or none");
  }

  @Test
  void draw_networkWithConvolutions_namesWhatAndWhichStyle() {
    assertThatThrownBy(() -> draw(Zoo.lenet5(1, 32, 32, 10), Neurons.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(", Conv, is not fully connected; the style neuron draws fully")
        .hasMessageContaining("draw it with the style block or lenet");
  }

  @Test
  void draw_residualNetwork_namesTheSum() {
    var b = Network.builder("res");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(3));
    String y = b.node("fc", "MatMul", x, b.parameter("w", 3, 3));
    String sum = b.node("sum", "Add", y, x);
    Network network = b.output(sum, ValueType.tensor(ElementType.FLOAT32)).build();

    assertThatThrownBy(() -> draw(network, Neurons.defaults()))
        .hasMessageStartingWith("sum, Add, does not take what is before it");
  }

  @Test
  void draw_infiniteWeight_isShownInItsColor() {
    Weights weights =
        Weights.of(Map.of("fc.weight", Tensor.of(new float[] {1, Float.NaN, 1, 1, 1, 1}, 2, 3)));
    Figure figure = draw(small(), Neurons.defaults().with(weights));

    assertThat(edge(figure, 1, 0).paint()).isEqualTo(new Color(ColorScale.NAN_RGB));
  }

  @ParameterizedTest
  @EnumSource(DiagramTheme.Named.class)
  void draw_everyTheme_isReadable(DiagramTheme.Named name) {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
      ArchitectureOptions options =
          ArchitectureOptions.defaults()
              .with(DiagramTheme.of(name))
              .with(Neurons.defaults().with(Neurons.Bias.SHOWN));
      Network mlp = Zoo.mlp(1, 28, 28, 10);
      Figure figure = Architecture.of(mlp, Architecture.style("neuron"), options, locale);

      Golden.checkReadable(figure);
      assertThat(DiagramCheck.problems(figure)).isEmpty();
    }
  }

  @Test
  void draw_deepNetwork_isRefusedBeyondOnePicture() {
    var b = Network.builder("deep");
    String x = b.input("x", ElementType.FLOAT32, Shape.batchOf(2));
    List<String> values = new ArrayList<>(List.of(x));
    for (int i = 0; i < 41; i++) {
      values.add(b.node("fc" + i, "MatMul", values.get(i), b.parameter("w" + i, 2, 2)));
    }
    Network network = b.output(values.get(41), ValueType.tensor(ElementType.FLOAT32)).build();

    assertThatThrownBy(() -> draw(network, Neurons.defaults()))
        .hasMessageContaining("41 fully connected layers");
  }

  @Test
  void draw_everyEncoder_writesIt(@TempDir Path folder) throws IOException {
    Figure figure = draw(small(), Neurons.defaults().with(GIVEN));
    for (String ending : List.of("svg", "png", "jpg", "tex")) {
      Path file = folder.resolve("figure." + ending);
      Figures.save(figure, file);
      assertThat(file).isNotEmptyFile();
    }
    assertThat(Files.readString(folder.resolve("figure.tex")))
        .contains("3 units", "\\end{tikzpicture}");
  }
}
