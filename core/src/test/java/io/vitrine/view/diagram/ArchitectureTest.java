package io.vitrine.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Nets;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.Golden;
import io.vitrine.view.diagram.ArchitectureOptions.Ending;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final ArchitectureOptions DEFAULTS = ArchitectureOptions.defaults();

  private static List<Solid> solids(Figure figure) {
    return ((DiagramPanel) figure.panels().get(0)).solids();
  }

  private static List<Solid.Block> boxes(Figure figure) {
    return solids(figure).stream()
        .filter(Solid.Block.class::isInstance)
        .map(Solid.Block.class::cast)
        .toList();
  }

  private static Figure vgg() {
    return Architecture.of(Zoo.vgg16(1, 32, 32, 10), DEFAULTS, Locale.ROOT);
  }

  @Test
  void of_lenet_asRecorded() {
    Figure figure = Architecture.of(Zoo.lenet5(1, 32, 32, 10), DEFAULTS, Locale.ROOT);

    Golden.checkSvg("architecture.svg", figure);
  }

  static Stream<Network> branching() {
    return Stream.of(
        Zoo.resnet18(3, 224, 224, 1000),
        Nets.unet(),
        Nets.dense(4),
        Nets.inception(),
        Nets.mobile(),
        Nets.onSequences("pre-norm", (n, x) -> n.preNorm("b.1", n.preNorm("b.0", x))),
        Nets.onSequences("post-norm", (n, x) -> n.postNorm("b", x)),
        Nets.stackedLstm(),
        Nets.nestedForks(),
        Nets.twoInputs());
  }

  @ParameterizedTest
  @MethodSource("branching")
  void of_branchingNetwork_isSoundAtEveryDepth(Network network) {
    for (int depth = 1; depth < 6; depth++) {
      Figure figure = Architecture.of(network, DEFAULTS.with(Cut.atDepth(depth)), Locale.ENGLISH);
      assertThat(DiagramCheck.problems(figure)).as("%s, depth %d", network.name(), depth).isEmpty();
      Golden.checkReadable(figure);
    }
  }

  @Test
  void of_randomNetworks_areSound() {
    for (int seed = 0; seed < 60; seed++) {
      Network network = Nets.random(seed);
      for (int depth : new int[] {1, 9}) {
        Figure figure = Architecture.of(network, DEFAULTS.with(Cut.atDepth(depth)), Locale.ENGLISH);
        assertThat(DiagramCheck.problems(figure)).as("%s at %d", network.name(), depth).isEmpty();
        Golden.checkReadable(figure);
      }
    }
  }

  /** Nothing, a line, a square kilometer: all are drawn within bounds. */
  @Test
  void of_extremeSizes_isAPictureOfUsualSize() {
    for (long[] dims : new long[][] {{0, 0, 0}, {1_000_000, 1, 1}, {3, 1_000_000, 1}, {1, 1, 0}}) {
      var builder = Network.builder("extreme");
      String x = builder.input("x", ElementType.FLOAT32, Shape.batchOf(dims));
      String y = builder.node("exp", "Exp", builder.node("relu", "Relu", x));
      Network network = builder.output(y, ValueType.tensor(ElementType.FLOAT32)).build();
      Figure figure = Architecture.of(network, DEFAULTS, Locale.ENGLISH);

      assertThat(DiagramCheck.problems(figure)).isEmpty();
      Golden.checkReadable(figure);
      assertThat(io.vitrine.render.layout.FigureLayout.of(figure).height()).isLessThan(1_500);
    }
  }

  @ParameterizedTest
  @MethodSource("branching")
  void of_branchingNetwork_isReadableInEveryThemeAndHeat(Network network) {
    for (DiagramTheme.Named name : DiagramTheme.Named.values()) {
      ArchitectureOptions options = DEFAULTS.with(DiagramTheme.of(name));
      Golden.checkReadable(Architecture.of(network, options, Locale.CHINA));
    }
    for (Heat heat : Heat.values()) {
      Golden.checkReadable(Architecture.of(network, DEFAULTS.with(heat), Locale.ENGLISH));
    }
  }

  @Test
  void of_resnet_drawsBlocksWithTheirSkipsAndFoldsEqualOnes() {
    Figure figure = Architecture.of(Zoo.resnet18(3, 224, 224, 1000), DEFAULTS, Locale.ROOT);
    List<Solid.Bracket> brackets =
        solids(figure).stream()
            .filter(Solid.Bracket.class::isInstance)
            .map(Solid.Bracket.class::cast)
            .toList();

    assertThat(boxes(figure)).extracting(b -> b.tag().id()).contains("layer1.0", "layer4.1");
    assertThat(brackets).extracting(Solid.Bracket::label).containsExactly("× 2");
    assertThat(boxes(figure).get(3).sections()).hasSize(2);
  }

  @Test
  void of_unet_drawsTheSkipAsAnArcAndUpsamplingAsAPyramid() {
    Figure figure = Architecture.of(Nets.unet(), DEFAULTS.with(Cut.atDepth(9)), Locale.ROOT);
    List<Solid.Arrow> bent =
        solids(figure).stream()
            .filter(Solid.Arrow.class::isInstance)
            .map(Solid.Arrow.class::cast)
            .filter(arrow -> arrow.points().size() == 4)
            .toList();

    assertThat(bent).hasSize(1);
    assertThat(boxes(figure)).filteredOn(block -> block.taper() < 1).hasSize(1);
    assertThat(solids(figure)).anyMatch(s -> s instanceof Solid.Ball b && b.sign().equals("‖"));
  }

  @Test
  void of_heat_colorsBlocksByTheirCostWithABar() {
    Figure figure =
        Architecture.of(Zoo.vgg16(1, 32, 32, 10), DEFAULTS.with(Heat.PARAMETERS), Locale.ROOT);
    DiagramPanel panel = (DiagramPanel) figure.panels().get(0);

    assertThat(panel.colors().orElseThrow().scale().max()).isEqualTo(7_082_496);
    assertThat(panel.colors().orElseThrow().scale().min()).isEqualTo(2_570);
    assertThat(panel.key()).isEmpty();
  }

  @Test
  void of_activationsOfSeveralLooks_areOneKeyInAllTheirColors() {
    DiagramPanel panel = (DiagramPanel) vgg().panels().get(0);
    DiagramTheme paper = DiagramTheme.paper();

    assertThat(panel.key())
        .filteredOn(key -> key.label().contains("activation"))
        .singleElement()
        .extracting(DiagramPanel.Key::skins)
        .isEqualTo(List.of(paper.skin(Look.CONVOLUTION, true), paper.skin(Look.LINEAR, true)));
    assertThat(panel.key())
        .filteredOn(key -> !key.label().contains("activation"))
        .allMatch(key -> key.skins().size() == 1 && !key.skins().get(0).isBanded());
  }

  @Test
  void style_unknown_namesThoseThereAre() {
    assertThat(Architecture.style("block").name()).isEqualTo("block");
    assertThatThrownBy(() -> Architecture.style("cubist")).hasMessageContaining("block");
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("vgg16", new ImageTask(1, 32, 32, 10)),
        Arguments.of("vgg16", new ImageTask(3, 224, 224, 1000)),
        Arguments.of("vgg16", new ImageTask(3, 32, 128, 1)),
        Arguments.of("lenet5", new ImageTask(1, 32, 32, 10)),
        Arguments.of("resnet18", new ImageTask(3, 224, 224, 1000)),
        Arguments.of("mlp", new ImageTask(1, 28, 28, 10)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void of_zoo_isReadableInEveryScaleAndLanguage(String name, ImageTask task) {
    Network network = Zoo.build(name, task);
    Pixels picture = Pixels.gray(2, 2, 0, 0.3f, 0.6f, 1);

    for (Proportions.Scale scale : Proportions.Scale.values()) {
      ArchitectureOptions options = DEFAULTS.with(Proportions.defaults().with(scale));
      Golden.checkReadable(Architecture.of(network, options, Locale.ENGLISH));
      Golden.checkReadable(
          Architecture.of(network, options.on(picture, "a picture"), Locale.CHINA));
    }
  }

  @Test
  void of_vgg_labelsChannelsAndSizes() {
    Solid.Block third = boxes(vgg()).get(5);

    assertThat(third.labels()).isEqualTo(new Solid.Labels("", "8", "layer3"));
    assertThat(third.sections()).extracting(Solid.Section::label).containsOnly("256").hasSize(3);
    assertThat(third.skin().isBanded()).isTrue();
  }

  /**
   * A shuffle of channels turns five dimensions; what it makes is a map with its channels first.
   */
  @Test
  void of_shuffledChannels_saysChannelsBeforeHeightAndWidth() {
    Network network =
        Nets.onMaps(
            "shuffle",
            (n, x) -> {
              String y = n.convRelu("stem", x, 16, 16, 3);
              for (int i = 0; i < 8; i++) {
                y = n.convRelu("stage." + i, y, 16, 16, 1 + 2 * i);
              }
              y = n.op("stage.split", "Reshape", y, n.ints("parts", 0, 2, 8, 8, 8));
              y = n.op("stage.turn", "Transpose", Map.of("perm", Attribute.ints(0, 2, 1, 3, 4)), y);
              y = n.op("stage.join", "Reshape", y, n.ints("whole", 0, 16, 8, 8));
              return n.convRelu("head", y, 16, 16, 3);
            });

    Figure figure = Architecture.of(network, DEFAULTS.with(Cut.atDepth(1)), Locale.ENGLISH);

    assertThat(figure.alternativeText()).contains("stage: layers of 16 channels to 16 x 8 x 8");
    assertThat(DiagramCheck.problems(figure)).isEmpty();
  }

  @Test
  void of_blocks_areCalledByTheirLayersAndLinkToThem() {
    Solid.Block first = boxes(vgg()).get(1);

    assertThat(first.tag().id()).isEqualTo("layer1");
    assertThat(first.tag().link()).isEqualTo("#layer-layer1");
    assertThat(first.sections().get(1).tag().id()).isEqualTo("layer1.3");
    assertThat(first.tag().title())
        .contains("layer1.0: Conv 3 x 3 + BatchNormalization + Relu, 1 x 32 x 32 -> 64 x 32 x 32")
        .contains("(32 - 3 + 2*1)/1 + 1 = 32")
        .contains("768 parameters, 589,824 MACs")
        .endsWith("37,824 parameters, 38,338,560 MACs");
  }

  @Test
  void of_subtitle_hasThePublishedTotals() {
    assertThat(vgg().subtitle())
        .isEqualTo(
            "input 1 x 32 x 32 · 15,118,538 parameters · 312,412,672 multiply-accumulates per"
                + " input");
  }

  @Test
  void of_picture_standsOnTheInputPlate() {
    Pixels picture = Pixels.gray(2, 2, 0, 0.3f, 0.6f, 1);
    Figure figure =
        Architecture.of(
            Zoo.vgg16(1, 32, 32, 10), DEFAULTS.on(picture, "test image 7"), Locale.ROOT);

    assertThat(solids(figure).get(0)).isInstanceOf(Solid.Plate.class);
    assertThat(((Solid.Plate) solids(figure).get(0)).picture()).isEqualTo(picture);
    assertThat(solids(figure).get(0).tag().title()).contains("test image 7");
  }

  @Test
  void of_softmaxLeftToTheLoss_isDrawnAndSaidSo() {
    Solid.Block last = boxes(vgg()).get(boxes(vgg()).size() - 1);
    Figure asIs =
        Architecture.of(Zoo.vgg16(1, 32, 32, 10), DEFAULTS.ending(Ending.AS_IS), Locale.ROOT);

    assertThat(last.labels().caption()).isEqualTo("softmax");
    assertThat(last.tag().title()).contains("not a layer of this network");
    assertThat(last.tag().link()).isEmpty();
    assertThat(boxes(asIs)).hasSize(boxes(vgg()).size() - 1);
  }

  @Test
  void of_blocks_doNotOverlapAlongTheRow() {
    List<Solid.Block> boxes = boxes(vgg());

    for (int i = 1; i < boxes.size(); i++) {
      assertThat(boxes.get(i).west().x()).isGreaterThanOrEqualTo(boxes.get(i - 1).east().x());
    }
  }

  @Test
  void of_wideMaps_keepsTheirHeightsOffTheLines() {
    var builder = Network.builder("wide");
    String x = builder.input("x", ElementType.FLOAT32, Shape.batchOf(16, 12, 80));
    for (int i = 0; i < 4; i++) {
      x = builder.node("b" + i + ".conv", "Conv", x, builder.parameter("w" + i, 16, 16, 3, 3));
      x = builder.node("b" + i + ".relu", "Relu", x);
    }
    Network network = builder.output(x, ValueType.tensor(ElementType.FLOAT32)).build();
    Figure figure = Architecture.of(network, DEFAULTS, Locale.ENGLISH);

    assertThat(boxes(figure))
        .extracting(box -> box.labels().height())
        .contains("10", "8", "6", "4");
    assertThat(DiagramCheck.problems(figure)).isEmpty();
    Golden.checkReadable(figure);
  }

  @Test
  void of_longNameOfAnOpenSize_isNotWrittenAlongTheEdge() {
    var builder = Network.builder("open");
    Shape shape = Shape.of(Dim.symbol("N"), Dim.of(3), Dim.of(48), Dim.symbol("sequence_length"));
    String input = builder.input("input", ElementType.FLOAT32, shape);
    String relu = builder.node("relu", "Relu", input);
    Network network = builder.output(relu, ValueType.tensor(ElementType.FLOAT32)).build();
    Figure figure = Architecture.of(network, DEFAULTS, Locale.ENGLISH);

    assertThat(boxes(figure).get(0).labels().depth()).isEqualTo("3 x 48 x ?");
    assertThat(figure.subtitle()).contains("3 x 48 x sequence_length");
  }

  @Test
  void of_openSizes_areCalledByTheirNames() {
    var builder = Network.builder("open");
    Shape shape = Shape.of(Dim.symbol("N"), Dim.of(3), Dim.symbol("H"), Dim.symbol("W"));
    String input = builder.input("input", ElementType.FLOAT32, shape);
    String conv = builder.node("conv", "Conv", input, builder.parameter("w", 8, 3, 3, 3));
    Network network = builder.output(conv, ValueType.tensor(ElementType.FLOAT32)).build();
    Figure figure = Architecture.of(network, DEFAULTS, Locale.ROOT);

    assertThat(figure.subtitle())
        .startsWith("input 3 x H x W")
        .endsWith("216 parameters · ? multiply-accumulates per input");
    assertThat(boxes(figure).get(1).labels().height()).isEqualTo("H - 2");
    assertThat(boxes(figure).get(1).labels().depth()).isEqualTo("W - 2");
    Golden.checkReadable(figure);
  }

  private static Network deep(int nodes, int each) {
    var builder = Network.builder("deep");
    String x = builder.input("input", ElementType.FLOAT32, Shape.batchOf(4, 8, 8));
    String early = x;
    for (int i = 0; i < nodes; i++) {
      String path = each == 0 ? "pool" + i : "part" + i / each + ".pool" + i;
      String operator = List.of("GlobalMaxPool", "Exp", "Sin", "GlobalAveragePool").get(i * i % 4);
      x = i % 7 == 5 ? builder.node(path, "Add", x, early) : builder.node(path, operator, x);
      early = i % 5 == 0 ? x : early;
    }
    return builder.output(x, ValueType.tensor(ElementType.FLOAT32)).build();
  }

  @Test
  void of_moreBlocksThanAPictureHolds_drawsStretchesAndSaysSo() {
    Network network = deep(10_000, 0);
    Figure figure = Architecture.of(network, DEFAULTS, Locale.ENGLISH);
    Figure asked = Architecture.of(network, DEFAULTS.with(Cut.atDepth(1)), Locale.ENGLISH);

    assertThat(boxes(figure)).hasSizeBetween(7, 25);
    assertThat(boxes(figure).get(1).labels().caption()).startsWith("pool0–pool");
    assertThat(figure.footnote()).contains("blocks are too many for one picture", "operators");
    assertThat(boxes(asked)).hasSameSizeAs(boxes(figure));
    assertThat(DiagramCheck.problems(figure)).isEmpty();
    Golden.checkReadable(figure);
  }

  @Test
  void of_moreLevelsThanAPictureHolds_saysThatFewerFit() {
    assertThatThrownBy(
            () -> Architecture.of(deep(2_000, 50), DEFAULTS.with(Cut.atDepth(3)), Locale.ENGLISH))
        .hasMessageContaining("one picture holds 1000")
        .hasMessageContaining("--depth 1")
        .hasMessageContaining("style operators");
  }
}
