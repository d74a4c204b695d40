package io.vitrine.view.diagram.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.color.Color;
import io.vitrine.grouping.Nets;
import io.vitrine.model.Network;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.Golden;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlotTest {
  private static final Offset<Double> HAIR = Offset.offset(1e-9);

  private static <S extends Solid> List<S> all(Figure figure, Class<S> type) {
    return ((DiagramPanel) figure.panels().get(0))
        .solids().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Solid.Block box(Plot plot, String name) {
    return all(plot.figure(Locale.ENGLISH), Solid.Block.class).stream()
        .filter(block -> block.tag().id().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertAt(Point point, double x, double y, double z) {
    assertThat(point.x()).isCloseTo(x, HAIR);
    assertThat(point.y()).isCloseTo(y, HAIR);
    assertThat(point.z()).isCloseTo(z, HAIR);
  }

  /** PlotNeuralNet's functions without to_, with its usual sizes, colors and opacities. */
  static Stream<Arguments> vocabulary() {
    return Stream.of(
        Arguments.of("conv", (UnaryOperator<Plot>) p -> p.conv("x"), 1, 40, 40, "#FFCC66", 0.4),
        Arguments.of(
            "convConvRelu",
            (UnaryOperator<Plot>) p -> p.convConvRelu("x").filters(64, 64),
            4,
            40,
            40,
            "#FFCC66",
            0.4),
        Arguments.of("pool", (UnaryOperator<Plot>) p -> p.pool("x"), 1, 32, 32, "#C40000", 0.5),
        Arguments.of("unPool", (UnaryOperator<Plot>) p -> p.unPool("x"), 1, 32, 32, "#004D9B", 0.5),
        Arguments.of(
            "convRes", (UnaryOperator<Plot>) p -> p.convRes("x"), 6, 40, 40, "#AAAAAA", 0.2),
        Arguments.of(
            "convSoftMax",
            (UnaryOperator<Plot>) p -> p.convSoftMax("x"),
            1,
            40,
            40,
            "#6A006A",
            0.8),
        Arguments.of(
            "softMax", (UnaryOperator<Plot>) p -> p.softMax("x"), 1.5, 3, 25, "#6A006A", 0.8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vocabulary")
  void add_eachWord_isAsPlotNeuralNetDrawsIt(
      String word,
      UnaryOperator<Plot> said,
      double width,
      double height,
      double depth,
      String color,
      double opacity) {
    Solid.Block box = box(said.apply(Plot.titled(word)), "x");

    assertThat(box.width()).isEqualTo(width);
    assertThat(box.height()).isEqualTo(height);
    assertThat(box.depth()).isEqualTo(depth);
    assertThat(box.skin(0).fill()).isEqualTo(Color.of(color));
    assertThat(box.skin(0).opacity()).isEqualTo(opacity);
  }

  @Test
  void add_inputAndSum_areAsPlotNeuralNetDrawsThem() {
    Plot plot = Plot.titled("t").input("in", Pixels.gray(2, 2, 0, 0.3f, 0.6f, 1)).sum("s");
    Figure figure = plot.to("(0,0,0)").figure(Locale.ENGLISH);
    Solid.Plate plate = all(figure, Solid.Plate.class).get(0);
    Solid.Ball ball = all(figure, Solid.Ball.class).get(0);

    assertAt(plate.center(), -15, 0, 0);
    assertThat(plate.height()).isEqualTo(40);
    assertThat(plate.depth()).isEqualTo(40);
    assertThat(ball.radius()).isEqualTo(2.5);
    assertThat(ball.fill()).isEqualTo(Color.of("#00BF40"));
    assertThat(ball.opacity()).isEqualTo(0.6);
    assertThat(ball.sign()).isEqualTo("+");
  }

  /** A box 2 wide, 8 high and 6 deep whose west face's center is the origin. */
  @ParameterizedTest
  @CsvSource({
    "west, 0, 0, 0",
    "east, 2, 0, 0",
    "north, 1, 4, 0",
    "south, 1, -4, 0",
    "near, 1, 0, 3",
    "far, 1, 0, -3",
    "anchor, 1, 0, 0",
    "nearwest, 0, 0, 3",
    "neareast, 2, 0, 3",
    "farwest, 0, 0, -3",
    "fareast, 2, 0, -3",
    "northeast, 2, 4, 0",
    "northwest, 0, 4, 0",
    "southeast, 2, -4, 0",
    "southwest, 0, -4, 0",
    "nearnorth, 1, 4, 3",
    "nearsouth, 1, -4, 3",
    "farnorth, 1, 4, -3",
    "farsouth, 1, -4, -3",
    "nearnortheast, 2, 4, 3",
    "nearnorthwest, 0, 4, 3",
    "nearsoutheast, 2, -4, 3",
    "nearsouthwest, 0, -4, 3",
    "farnortheast, 2, 4, -3",
    "farnorthwest, 0, 4, -3",
    "farsoutheast, 2, -4, -3",
    "farsouthwest, 0, -4, -3"
  })
  void to_everyAnchor_isItsPointOfTheBox(String anchor, double x, double y, double z) {
    Plot plot = Plot.titled("t").conv("a").box(8, 6, 2).conv("b").to("(a-" + anchor + ")");

    assertAt(box(plot, "b").west(), x, y, z);
    assertThat(Anchor.names()).hasSize(27).contains(anchor);
  }

  @Test
  void offset_isInCentimetersOfFiveUnits() {
    Plot plot = Plot.titled("t").conv("a").to("(1,-2,.5)").offset(0.2, 0, 1);

    assertAt(box(plot, "a").west(), 6, -10, 7.5);
  }

  @Test
  void add_withoutTo_gluesToTheEastOfThePieceBefore() {
    Plot plot = Plot.titled("t").convConvRelu("a").filters(1, 2, 3).width(2, 3, 4).pool("b");

    assertAt(box(plot, "b").west(), 9, 0, 0);
    assertThat(box(plot, "a").sections())
        .extracting(Solid.Section::label)
        .containsExactly("1", "2", "3");
  }

  @Test
  void connection_endsWhereTheNextFrontHidesItsWestFace() {
    Plot plot = Plot.titled("t").conv("a").box(20, 20, 1).conv("b").offset(2, 0, 0).box(20, 20, 1);
    plot.connection("a", "b");
    Solid.Arrow arrow = all(plot.figure(Locale.ENGLISH), Solid.Arrow.class).get(0);

    assertAt(arrow.points().get(0), 1, 0, 0);
    assertAt(arrow.points().get(1), 11 - 0.385 * 10, 0, 0);
  }

  @Test
  void skip_atAHeight_isLevelAtThatShareOfTheHigherPiece() {
    Plot plot = Plot.titled("t").conv("a").box(20, 5, 1).conv("b").offset(4, 0, 0).box(8, 5, 1);
    plot.skip("a", "b", 1.25);
    List<Point> points = all(plot.figure(Locale.ENGLISH), Solid.Arrow.class).get(0).points();

    assertAt(points.get(1), 0.5, 15, 0);
    assertAt(points.get(2), 21.5, 15, 0);
    assertAt(points.get(3), 21.5, 4, 0);
  }

  @Test
  void skip_overAHigherPiece_clearsIt() {
    Plot plot = Plot.titled("t").conv("a").box(8, 4, 1).conv("b").offset(3, 0, 0).box(40, 20, 1);
    plot.conv("c").offset(3, 0, 0).box(8, 4, 1).skip("a", "c");

    assertThat(DiagramCheck.problems(plot.figure(Locale.ENGLISH))).isEmpty();
  }

  @Test
  void sum_standsWithItsCenterAtItsPlace() {
    Plot plot = Plot.titled("t").conv("a").sum("s").radius(3).to("a-east").offset(2, 0, 0);
    Solid.Ball ball = all(plot.figure(Locale.ENGLISH), Solid.Ball.class).get(0);

    assertAt(ball.center(), 11, 0, 0);
    assertThat(ball.radius()).isEqualTo(3);
  }

  @Test
  void figure_nearerPieceWrittenFirst_isPaintedLast() {
    Plot plot = Plot.titled("t").conv("near").to("(0,0,3)").box(5, 5, 5).conv("far").to("(0,0,0)");
    plot.box(5, 5, 5).conv("left").to("(-9,0,0)").box(5, 5, 5);

    assertThat(all(plot.figure(Locale.ENGLISH), Solid.Block.class))
        .extracting(block -> block.tag().id())
        .containsSubsequence("far", "near")
        .contains("left");
  }

  @Test
  void res_makesItsConvolutionsLinesAndSkip() {
    Plot plot = Plot.titled("t").conv("in").box(32, 32, 2);
    plot.res(4, "r", "in", "out", Stage.of(56, 64).offset(2, 0, 0));
    Figure figure = plot.figure(Locale.ENGLISH);

    assertThat(all(figure, Solid.Block.class))
        .extracting(block -> block.tag().id())
        .containsExactly("in", "r_0", "r_1", "r_2", "out");
    assertThat(all(figure, Solid.Arrow.class)).hasSize(5);
    assertThat(DiagramCheck.problems(figure)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(DiagramTheme.Named.class)
  void theme_every_colorsAndStaysReadable(DiagramTheme.Named name) {
    Plot plot = Plot.titled("t").theme(DiagramTheme.of(name)).conv("a").filters(64).size(8);
    plot.convRes("b").filters(64).caption("copied").softMax("c").offset(2, 0, 0);

    Golden.checkReadable(plot.figure(Locale.CHINA));
    assertThat(box(plot, "a").skin(0).fill())
        .isEqualTo(
            DiagramTheme.of(name).skin(io.vitrine.view.diagram.Look.CONVOLUTION, false).fill());
    assertThat(box(plot, "b").skin(0).opacity()).isEqualTo(0.2);
  }

  private static Arguments wrong(Supplier<Object> plot, String message) {
    return Arguments.of(plot, message);
  }

  private static Plot start() {
    return Plot.titled("t").conv("a");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        wrong(() -> start().conv("a"), "a second piece 'a'"),
        wrong(() -> start().conv("a-b"), "'a-b' is no name"),
        wrong(() -> start().conv("b").to("c-east"), "b: no piece 'c' before it; there are a, b"),
        wrong(() -> start().conv("b").to("a-up"), "b: no anchor 'up'; there are anchor, east, far"),
        wrong(() -> start().to("a-east"), "a: stands at itself"),
        wrong(() -> start().to("(1,2)"), "'(1,2)' is no place; write an anchor"),
        wrong(() -> start().width(0), "a: a width of 0.0; finite and above 0"),
        wrong(() -> start().height(Double.NaN), "a: a height of NaN"),
        wrong(() -> start().depth(Double.POSITIVE_INFINITY), "a: a depth of Infinity"),
        wrong(() -> start().offset(Double.NaN, 0, 0), "a: an offset of NaN, 0.0, 0.0"),
        wrong(() -> start().opacity(1.5), "a: an opacity of 1.5; from 0 to 1"),
        wrong(() -> start().connection("a", "z"), "the line from a to z: no piece 'z'"),
        wrong(() -> start().conv("b").skip("a", "b", 0.5), "the skip from a to b is at 0.5"),
        wrong(
            () -> start().filters(1, 2).width(3).figure(Locale.ROOT),
            "a: 2 numbers of filters and 1 widths"),
        wrong(() -> Plot.titled("t").caption("x"), "the plot 't' has no piece to say this of"),
        wrong(() -> Plot.titled("t").figure(Locale.ROOT), "the plot 't' has no pieces"),
        wrong(() -> start().res(1, "r", "a", "b", Stage.of(1, 1)), "r: 1 convolutions; 2 or more"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void plot_mistake_saysWhatIsWrong(Supplier<Object> plot, String message) {
    assertThatThrownBy(plot::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Plot lenet() {
    Plot plot = Plot.titled("lenet").conv("c1").filters(6).size(28).pool("p1").size(14);
    plot.conv("c2").filters(16).size(10).pool("p2").fullyConnected("f1").size(120);
    return plot.fullyConnected("f2").size(84).fullyConnected("f3").size(10);
  }

  private static final Network LENET = Zoo.lenet5(1, 32, 32, 10);

  @Test
  void warnings_rightDrawing_areNone() {
    assertThat(lenet().warnings(LENET, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void warnings_wrongNumbers_sayWhatIsWrittenAndWhatIsThere() {
    Plot plot =
        Plot.titled("lenet").conv("c1").filters(8).size(28).pool("p1").conv("c2").filters(16);
    plot.size(256).pool("p2").fullyConnected("f1").size(120).fullyConnected("f2").size(80);
    plot.fullyConnected("f3").size(10);

    assertThat(plot.warnings(LENET, Locale.ENGLISH)).hasSize(3);
    assertThat(plot.warnings(LENET, Locale.ENGLISH).get(0))
        .startsWith("c1: 8 filters are written,")
        .endsWith("makes 6 channels");
    assertThat(plot.warnings(LENET, Locale.ENGLISH).get(1))
        .startsWith("c2: the size 256 is written,")
        .endsWith("makes 10 x 10");
    assertThat(plot.warnings(LENET, Locale.CHINA).get(0)).startsWith("c1：标注为 8 个卷积核");
  }

  @Test
  void warnings_wrongWindow_saysWhichIsThere() {
    Plot plot = Plot.titled("lenet").conv("c1").filters(6).caption("conv 3 x 3").pool("p1");
    plot.caption("2×2, 14 x 14").conv("c2").filters(16).caption("16 x 10 x 10, 5 x 5").pool("p2");
    plot.fullyConnected("f1").size(120).fullyConnected("f2").size(84);
    plot.fullyConnected("f3").size(10).caption("7 x 7");

    assertThat(plot.warnings(LENET, Locale.ENGLISH))
        .containsExactly("c1 (conv 3 x 3): a window of 3 x 3 is written, that of conv1 is 5 x 5");
  }

  @Test
  void warnings_wrongRows_sayWhichAreThere() {
    Plot plot = lenet().caption("f3");
    Plot wide = Plot.titled("lenet").conv("conv1").filters(6).size(28).rows(14);

    assertThat(plot.warnings(LENET, Locale.ENGLISH)).isEmpty();
    assertThat(wide.warnings(LENET, Locale.ENGLISH).get(0))
        .isEqualTo("conv1: the size 14 x 28 is written, conv1 makes 28 x 28");
  }

  @Test
  void warnings_wrongOrder_saysWhatFeedsWhat() {
    Plot named = Plot.titled("lenet").conv("conv2").filters(16).size(10).conv("conv1");
    named.filters(6).size(28).pool("p1").pool("p2").fullyConnected("f1").size(120);
    named.fullyConnected("f2").size(84).fullyConnected("f3").size(10);
    Plot said = Plot.titled("lenet").fullyConnected("a").layer("fc2").size(84);
    said.fullyConnected("b").layer("fc1").size(120);

    assertThat(named.warnings(LENET, Locale.ENGLISH))
        .contains("conv1: is drawn behind conv2, but conv1 comes before conv2");
    assertThat(said.warnings(LENET, Locale.ENGLISH))
        .contains("b: is drawn behind a, but fc1 comes before fc2");
  }

  /** Neither of two branches feeds the other: each may be drawn first. */
  @Test
  void warnings_branchesInAnyOrder_areNone() {
    Network net =
        Nets.onMaps(
            "two",
            (n, x) ->
                n.op("add", "Add", n.conv("left", x, 16, 16, 1), n.conv("right", x, 16, 16, 3)));
    Plot plot = Plot.titled("two").conv("right").filters(16).conv("left").filters(16).sum("add");

    assertThat(plot.warnings(net, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void warnings_layersTooManyAndMissing_areNamed() {
    Plot more = lenet().unPool("up").layer("decoder.0").pool("p9");
    Plot fewer =
        Plot.titled("lenet").conv("c1").filters(6).pool("p1").conv("c2").filters(16).pool("p2");
    fewer.fullyConnected("f1").size(120).fullyConnected("f3").size(10);

    assertThat(more.warnings(LENET, Locale.ENGLISH))
        .containsExactly(
            "up: stands for decoder.0, but lenet5 has no such layer",
            "p9: is drawn, but lenet5 has no such layer there");
    assertThat(fewer.warnings(LENET, Locale.ENGLISH))
        .singleElement()
        .asString()
        .contains("which makes 84, is in lenet5 but is not drawn");
  }

  @Test
  void warnings_pieceForAWholeBlock_coversItsLayers() {
    Network resnet = Zoo.resnet18(3, 224, 224, 1000);
    Plot plot = Plot.titled("resnet").conv("stem").filters(64).size(112).pool("pool").size(56);
    for (int stage = 1; stage <= 4; stage++) {
      long channels = 32L << stage;
      plot.convConvRelu("s" + stage).layer("layer" + stage).filters(channels).size(112 >> stage);
    }
    plot.pool("mean").fullyConnected("fc").size(1000);

    assertThat(plot.warnings(resnet, Locale.ENGLISH)).isEmpty();
  }

  /** The article's own mistakes are found: the usual 256 left at layer3, an empty third sub-box. */
  @Test
  void warnings_ofTheArticlesMistakes_findThem() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Plot plot = Plot.titled("vgg");
    int[][] stages = {{64, 2, 32}, {128, 2, 16}, {256, 3, 256}, {512, 3, 4}, {512, 3, 2}};
    for (int i = 0; i < stages.length; i++) {
      int[] stage = stages[i];
      plot.convConvRelu("c" + i).filters(stage[0], stage[0]).size(stage[2]);
      if (stage[1] == 3) {
        plot.convConvRelu("third" + i).filters(stage[0], stage[0]).size(stage[2]);
      }
      plot.pool("p" + i);
    }
    plot.fullyConnected("f0")
        .size(512)
        .fullyConnected("f1")
        .size(256)
        .fullyConnected("f2")
        .size(10);
    String more = ": is drawn, but vgg16 has no such layer there";

    assertThat(plot.warnings(vgg, Locale.ENGLISH))
        .containsExactly(
            "c2: the size 256 is written, layer3.0 makes 8 x 8",
            "c2: the size 256 is written, layer3.3 makes 8 x 8",
            "third2: the size 256 is written, layer3.6 makes 8 x 8",
            "third2" + more,
            "third3" + more,
            "third4" + more);
  }

  @Test
  void warnings_ofUnet_acceptSkipsForItsMerges() {
    List<String> warnings =
        Plot.titled("u").conv("x").layer("nowhere").warnings(Nets.unet(), Locale.ENGLISH);

    assertThat(warnings.get(0)).startsWith("x: stands for nowhere");
    assertThat(warnings).noneMatch(warning -> warning.contains("oncat"));
  }
}
