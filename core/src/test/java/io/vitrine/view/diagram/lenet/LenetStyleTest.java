package io.vitrine.view.diagram.lenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Nets;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.render.Figures;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.Golden;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Proportions;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LenetStyleTest {
  private static final ArchitectureOptions DEFAULTS = ArchitectureOptions.defaults();

  private static Figure draw(Network network, ArchitectureOptions options) {
    return Architecture.of(network, Architecture.style("lenet"), options, Locale.ENGLISH);
  }

  private static <S extends Solid> List<S> all(Figure figure, Class<S> type) {
    return ((DiagramPanel) figure.panels().get(0))
        .solids().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<String> notes(Figure figure, Solid.Side side) {
    return all(figure, Solid.Note.class).stream()
        .filter(note -> note.side() == side)
        .map(Solid.Note::text)
        .toList();
  }

  @Test
  void draw_lenet5_isTheFigureOf1998() {
    Figure figure =
        draw(Zoo.lenet5(1, 32, 32, 10), DEFAULTS.ending(ArchitectureOptions.Ending.AS_IS));

    assertThat(notes(figure, Solid.Side.ABOVE))
        .containsExactly("1@32x32", "6@28x28", "6@14x14", "16@10x10", "16@5x5", "120", "84", "10");
    assertThat(notes(figure, Solid.Side.BELOW))
        .contains("Convolution", "5×5", "2×2", "Fully", "connected");
    assertThat(notes(figure, Solid.Side.BELOW)).filteredOn("connected"::equals).hasSize(3);
  }

  @Test
  void draw_equalConvolutions_areOneStackUnlessTheDepthIsChosen() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Figure folded = draw(vgg, DEFAULTS);
    Figure single = draw(vgg, DEFAULTS.with(Cut.atDepth(9)));

    assertThat(notes(folded, Solid.Side.BELOW)).contains("× 2", "× 3");
    assertThat(notes(folded, Solid.Side.ABOVE)).filteredOn("256@8x8"::equals).hasSize(1);
    assertThat(notes(single, Solid.Side.ABOVE)).filteredOn("256@8x8"::equals).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "3, 3", "6, 6", "12, 7", "16, 7", "64, 9", "512, 12", "100000, 12"})
  void sheets_ofSoManyChannels_growByDoublings(long channels, int sheets) {
    assertThat(Stack.sheets(channels)).isEqualTo(sheets);
  }

  @Test
  void stack_sheets_standWithinTheirPlaceAndBesideItsMiddle() {
    for (long channels : new long[] {1, 6, 64, 2048}) {
      for (long side : new long[] {1, 7, 224}) {
        Extent extent = new Extent(Extent.Form.MAP, channels, side, side);
        Stack stack = Stack.of(extent, Proportions.defaults(), 224, 1);
        var place =
            new Place(new Point(3, 5, 0), Numbers.of(stack.fullWidth()), stack.fullHeight(), 0, 1);
        List<Point> first = stack.corners(place, 0);
        List<Point> last = stack.corners(place, stack.sheets() - 1);

        assertThat(first.get(0).x()).isEqualTo(3);
        assertThat(first.get(0).y()).isEqualTo(5 + stack.fullHeight() / 2);
        assertThat(last.get(2).x()).isCloseTo(3 + stack.fullWidth(), within());
        assertThat(last.get(2).y()).isCloseTo(5 - stack.fullHeight() / 2, within());
        assertThat(first.get(2).y()).isLessThanOrEqualTo(5);
        assertThat(last.get(0).y()).isGreaterThanOrEqualTo(5 - 1e-9);
      }
    }
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-9);
  }

  @Test
  void draw_mapsOfOnePixel_areSmallWhereThereAreNoOthers() {
    NetworkBuilder builder = Network.builder("points");
    String x = builder.input("x", ElementType.FLOAT32, Shape.of(1, 16, 1, 1));
    String y = builder.node("relu", "Relu", x);
    Network network = builder.output(y, ValueType.tensor(ElementType.FLOAT32)).build();
    double widest =
        all(draw(network, DEFAULTS), Solid.Face.class).stream()
            .mapToDouble(face -> face.corners().get(1).x() - face.corners().get(0).x())
            .max()
            .orElseThrow();

    assertThat(widest).isLessThan(Proportions.defaults().longest() / 6);
  }

  @Test
  void draw_window_isItsShareOfTheMap() {
    Figure figure = draw(Zoo.lenet5(1, 32, 32, 10), DEFAULTS);
    Solid.Face input = all(figure, Solid.Face.class).get(0);
    double side = input.corners().get(1).x() - input.corners().get(0).x();
    List<Point> window = all(figure, Solid.Wire.class).get(1).points();

    assertThat(window).hasSize(5);
    assertThat(window.get(4)).isEqualTo(window.get(0));
    assertThat(window.get(1).x() - window.get(0).x()).isCloseTo(side * 5 / 32, within());
    assertThat(window.get(0).y() - window.get(3).y()).isCloseTo(side * 5 / 32, within());
    assertThat(window.get(0).y()).isLessThan(input.corners().get(0).y());
    assertThat(window.get(2).x()).isLessThan(input.corners().get(1).x());
  }

  @Test
  void draw_residual_mergesWithAnArcOverItsLayers() {
    Figure figure = draw(Zoo.resnet18(3, 224, 224, 1000), DEFAULTS);

    assertThat(all(figure, Solid.Ball.class)).isNotEmpty().allMatch(b -> b.sign().equals("+"));
    assertThat(all(figure, Solid.Arrow.class)).anyMatch(arrow -> arrow.points().size() == 4);
    assertThat(all(figure, Solid.Bracket.class)).isNotEmpty();
  }

  @Test
  void draw_inception_isOneStackOfAllItsChannels() {
    Figure figure = draw(Nets.inception(), DEFAULTS);

    assertThat(notes(figure, Solid.Side.BELOW)).contains("Parallel", "branches");
  }

  @Test
  void draw_picture_standsOnTheInput() {
    Pixels picture = Pixels.gray(2, 2, 0, 0.3f, 0.6f, 1);
    Figure figure = draw(Zoo.lenet5(1, 32, 32, 10), DEFAULTS.on(picture, "test image 7"));

    assertThat(all(figure, Solid.Face.class).get(0).picture()).contains(picture);
    assertThat(all(figure, Solid.Face.class).get(0).tag().title()).contains("test image 7");
  }

  static Stream<Network> networks() {
    return Stream.of(
        Zoo.lenet5(1, 32, 32, 10),
        Zoo.vgg16(1, 32, 32, 10),
        Zoo.resnet18(3, 224, 224, 1000),
        Zoo.mlp(1, 28, 28, 10),
        Nets.unet(),
        Nets.dense(4),
        Nets.inception(),
        Nets.mobile(),
        Nets.onSequences("pre-norm", (n, x) -> n.preNorm("b.1", n.preNorm("b.0", x))),
        Nets.stackedLstm(),
        Nets.nestedForks(),
        Nets.twoInputs());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void draw_anyNetwork_isReadableAtEveryDepthThemeAndHeat(Network network) {
    for (int depth = 1; depth < 6; depth++) {
      check(draw(network, DEFAULTS.with(Cut.atDepth(depth))));
    }
    for (DiagramTheme.Named theme : DiagramTheme.Named.values()) {
      check(draw(network, DEFAULTS.with(DiagramTheme.of(theme))));
    }
    for (Heat heat : Heat.values()) {
      check(draw(network, DEFAULTS.with(heat)));
    }
  }

  @Test
  void draw_randomNetworks_areReadable() {
    for (int seed = 0; seed < 40; seed++) {
      check(draw(Nets.random(seed), DEFAULTS.with(Cut.atDepth(9))));
    }
  }

  private static void check(Figure figure) {
    assertThat(DiagramCheck.problems(figure)).isEmpty();
    Golden.checkReadable(figure);
    assertThat(loose(figure)).as(figure.title()).isEmpty();
  }

  /** The arrows of which an end lies at nothing that is drawn. */
  private static List<Solid.Arrow> loose(Figure figure) {
    return all(figure, Solid.Arrow.class).stream()
        .filter(
            arrow ->
                !touches(figure, arrow.points().get(0))
                    || !touches(figure, arrow.points().get(arrow.points().size() - 1)))
        .toList();
  }

  private static boolean touches(Figure figure, Point point) {
    boolean ball =
        all(figure, Solid.Ball.class).stream()
            .anyMatch(
                b ->
                    Math.hypot(b.center().x() - point.x(), b.center().y() - point.y())
                        <= b.radius() + 0.7);
    return ball || all(figure, Solid.Face.class).stream().anyMatch(f -> isNear(f, point));
  }

  private static boolean isNear(Solid.Face face, Point point) {
    double left = face.corners().stream().mapToDouble(Point::x).min().orElse(0);
    double right = face.corners().stream().mapToDouble(Point::x).max().orElse(0);
    double low = face.corners().stream().mapToDouble(Point::y).min().orElse(0);
    double high = face.corners().stream().mapToDouble(Point::y).max().orElse(0);
    double hair = 1e-6;
    return point.x() >= left - hair
        && point.x() <= right + hair
        && point.y() >= low - hair
        && point.y() <= high + hair;
  }

  @Test
  void draw_everyEncoder_writesIt(@TempDir Path folder) throws IOException {
    Figure figure = draw(Zoo.lenet5(1, 32, 32, 10), DEFAULTS);
    for (String ending : List.of("svg", "png", "jpg", "tex")) {
      Path file = folder.resolve("figure." + ending);
      Figures.save(figure, file);
      assertThat(file).isNotEmptyFile();
    }
    assertThat(Files.readString(folder.resolve("figure.tex")))
        .contains("Convolution", "\\end{tikzpicture}");
  }
}
