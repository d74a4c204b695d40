package io.vitrine.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.figure.Tag;
import io.vitrine.grouping.Cut;
import io.vitrine.model.Network;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Direction;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Progress;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorStyleTest {
  private static Figure draw(Network network, ArchitectureOptions options) {
    return Architecture.of(network, Architecture.style("operators"), options, Locale.ENGLISH);
  }

  private static Figure draw(Network network) {
    return draw(network, ArchitectureOptions.defaults());
  }

  static Stream<Network> zoo() {
    return Zoo.names().stream().map(name -> Zoo.build(name, Zoo.usualTask(name)));
  }

  private static <F extends Flat> List<F> all(Figure figure, Class<F> type) {
    return ((GraphPanel) figure.panels().get(0))
        .parts().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void draw_everyNetworkOfTheZoo_isSound(Network network) {
    assertThat(GraphCheck.problems(draw(network))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void draw_randomNetworks_areSound(Direction direction) {
    for (int seed = 0; seed < 12; seed++) {
      Network network = RandomNets.of(seed, 30 + 20 * seed);
      Figure figure = draw(network, ArchitectureOptions.defaults().with(direction));

      assertThat(GraphCheck.problems(figure)).as("seed %d", seed).isEmpty();
      assertThat(all(figure, Flat.Box.class))
          .as("a box for every node, input and output")
          .hasSize(network.nodes().size() + network.inputs().size() + network.outputs().size());
    }
  }

  /** Equal blocks are one box each time where a depth closes them, and where they are named. */
  @Test
  void draw_repeats_foldWhereAskedFor() {
    Network network = Zoo.build("resnet50", Zoo.usualTask("resnet50"));
    Cut closed = Cut.atDepth(2);
    Cut one = Cut.standard().collapsing("layer3.1–5");

    assertThat(titles(network, closed))
        .containsSubsequence("1–2 × 2", "1–3 × 3", "1–5 × 5", "1–2 × 2")
        .doesNotContain("2", "3", "4");
    assertThat(titles(network, one)).contains("1–5 × 5").doesNotContain("1–2 × 2");
    assertThat(titles(network, closed.expanding("layer3.4")))
        .doesNotContain("1–5 × 5")
        .contains("1–3 × 3");
    assertThat(GraphCheck.problems(draw(network, ArchitectureOptions.defaults().with(closed))))
        .isEmpty();
  }

  private static List<String> titles(Network network, Cut cut) {
    Figure figure = draw(network, ArchitectureOptions.defaults().with(cut));
    return all(figure, Flat.Box.class).stream().map(Flat.Box::heading).toList();
  }

  /** A fifth of all values read is any there is: dozens pass by each piece of the graph. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void draw_manyLongConnections_areSound(long seed) {
    Figure figure = draw(RandomNets.of(seed, 400, 5), ArchitectureOptions.defaults());

    assertThat(GraphCheck.problems(figure)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void draw_toTheRight_isSound(Network network) {
    ArchitectureOptions options =
        ArchitectureOptions.defaults().with(Cut.atDepth(2)).with(Direction.RIGHT);

    assertThat(GraphCheck.problems(draw(network, options))).isEmpty();
  }

  private static Network lenet() {
    return Zoo.build("lenet5", Zoo.usualTask("lenet5"));
  }

  private static Network resnet() {
    return Zoo.build("resnet18", Zoo.usualTask("resnet18"));
  }

  @Test
  void draw_convolution_saysItsAttributesAndParameters() {
    assertThat(all(draw(resnet()), Flat.Box.class))
        .filteredOn(box -> box.tag().id().equals("conv1"))
        .singleElement()
        .satisfies(
            box -> {
              assertThat(box.heading()).isEqualTo("Conv");
              assertThat(box.lines())
                  .containsExactly(
                      "conv1", "kernel_shape 7×7, strides 2, pads 3", "weight 64×3×7×7");
            });
  }

  @Test
  void draw_values_sayTheirShapes() {
    assertThat(all(draw(lenet()), Flat.Wire.class))
        .extracting(Flat.Wire::label)
        .contains("1×6×28×28", "1×400", "1×10");
  }

  @Test
  void draw_modules_areFramesInFrames() {
    List<Flat.Frame> frames = all(draw(resnet()), Flat.Frame.class);

    assertThat(frames)
        .extracting(frame -> frame.tag().id() + " " + frame.depth() + " " + frame.heading())
        .contains("frame-layer2 0 layer2", "frame-layer2.0 1 0", "frame-layer1.0 0 layer1.0");
  }

  @Test
  void draw_collapsed_isOneBox() {
    ArchitectureOptions options =
        ArchitectureOptions.defaults().with(Cut.standard().collapsing("layer2"));

    assertThat(all(draw(resnet(), options), Flat.Box.class))
        .filteredOn(box -> box.form() == Flat.Form.GROUP)
        .singleElement()
        .satisfies(
            box -> assertThat(box.lines()).containsExactly("16 operators", "525,568 parameters"));
  }

  @Test
  void draw_depthAndExpanded_opensWhatIsAskedFor() {
    ArchitectureOptions options =
        ArchitectureOptions.defaults().with(Cut.atDepth(1).expanding("layer2.0"));
    Figure figure = draw(resnet(), options);

    assertThat(GraphCheck.problems(figure)).isEmpty();
    assertThat(all(figure, Flat.Box.class))
        .extracting(box -> box.tag().id())
        .contains("layer3", "layer4")
        .doesNotContain("layer2");
  }

  @Test
  void draw_twice_isTheSame() {
    assertThat(draw(resnet())).isEqualTo(draw(resnet()));
  }

  @Test
  void draw_loop_hasItsBodyAsAFrame() {
    Figure figure = draw(InnerNets.loop());

    assertThat(GraphCheck.problems(figure)).isEmpty();
    assertThat(all(figure, Flat.Frame.class))
        .extracting(Flat.Frame::heading)
        .containsExactly("Loop · loop", "body");
    assertThat(all(figure, Flat.Box.class))
        .extracting(Flat.Box::heading)
        .contains("Loop", "Add", "Less", "i", "going", "state");
  }

  @Test
  void draw_branches_areTwoFrames() {
    Figure figure = draw(InnerNets.branch());

    assertThat(GraphCheck.problems(figure)).isEmpty();
    assertThat(all(figure, Flat.Frame.class))
        .extracting(Flat.Frame::heading)
        .containsExactlyInAnyOrder("If · choice", "then_branch", "else_branch");
  }

  @Test
  void draw_circle_isRefused() {
    assertThatThrownBy(() -> draw(InnerNets.circle()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "circle cannot be drawn: values go in a circle through a, b; a network's nodes read only"
                + " what was made before");
  }

  @Test
  void draw_listenerThatCancels_endsTheDrawing() {
    Progress cancel =
        (stage, done, of) -> {
          throw new CancellationException("enough");
        };

    assertThatThrownBy(
            () ->
                Architecture.of(
                    lenet(),
                    Architecture.style("operators"),
                    ArchitectureOptions.defaults(),
                    Locale.ENGLISH,
                    cancel))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }

  @ParameterizedTest
  @EnumSource(DiagramTheme.Named.class)
  void draw_everyTheme_hasHeadingsThatStandOut(DiagramTheme.Named name) {
    DiagramTheme theme = DiagramTheme.of(name);
    Colors colors = new Colors(theme, Optional.empty());
    for (Look look : Look.values()) {
      Card card =
          new Card(Tag.NONE, Flat.Form.OPERATOR, look, "", List.of(), List.of(), Optional.empty());

      assertThat(colors.contrast(card)).as("%s in %s", look, name).isGreaterThan(3.5);
    }
  }
}
