package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.view.KernelOptions.Content;
import io.vitrine.view.KernelOptions.Order;
import io.vitrine.view.KernelOptions.Scaling;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {
  private static final KernelOptions DEFAULTS = KernelOptions.defaults();

  /** One convolution of 2 filters of 1 x 2 on 3 channels. */
  private static final Network SMALL = small();

  private static final Weights NUMBERS =
      Weights.of(
          Map.of(
              "conv.weight",
              Tensor.of(new float[] {1, -2, 3, 4, 0, 0, 5, 6, 7, 8, 0, -9}, 2, 3, 1, 2)));

  private static Network small() {
    LayerBuilder layers = LayerBuilder.of("small");
    String input = layers.images("input", 3, 4, 4);
    return layers.build(
        layers.flatten(
            "flat", layers.conv("conv", input, 2, new LayerBuilder.Square(1, 1, 0), false)));
  }

  private static Figure draw(KernelOptions options) {
    return Kernels.of(SMALL, NUMBERS, "conv", options, Locale.ROOT);
  }

  private static TilesPanel panel(Figure figure) {
    return (TilesPanel) figure.panels().get(0);
  }

  private static List<Tile> tiles(Figure figure) {
    return panel(figure).tiles();
  }

  @Test
  void of_small_asRecorded() {
    Golden.checkSvg("kernels.svg", draw(DEFAULTS));
  }

  /** Weights that are cast on their way, as under autocast, are shown as they are kept. */
  @Test
  void of_weightsThatAreCast_areTheKept() {
    NetworkBuilder builder = Network.builder("small");
    builder.input("input", ElementType.FLOAT32, Shape.of(1, 3, 4, 4));
    builder.parameter("conv.weight", 2, 3, 1, 2);
    Map<String, Attribute> half = Map.of("to", Attribute.of(ElementType.BFLOAT16.number()));
    builder.node("x16", "Cast", List.of("input"), half);
    builder.node("w16", "Cast", List.of("conv.weight"), half);
    builder.node("conv", "Conv", List.of("x16", "w16"), Map.of());
    Network network = builder.output("conv", ValueType.unknown()).build();

    assertThat(tiles(Kernels.of(network, NUMBERS, "conv", DEFAULTS, Locale.ROOT)))
        .isEqualTo(tiles(draw(DEFAULTS)));
  }

  @Test
  void sheets_paths_equalThoseMadeAlone() {
    assertThat(Kernels.sheets(SMALL, NUMBERS, List.of("conv"), DEFAULTS, Locale.ROOT))
        .containsExactly(Map.entry("conv", draw(DEFAULTS)));
  }

  @Test
  void of_defaults_shareOneScaleAboutZero() {
    ColorScale scale =
        panel(draw(DEFAULTS.showing(Content.channel(1)))).colors().orElseThrow().scale();

    assertThat(scale).isEqualTo(ColorScale.diverging(8));
    assertThat(scale.min()).isEqualTo(-scale.max());
    assertThat(tiles(draw(DEFAULTS))).allMatch(tile -> tile.own().isEmpty());
  }

  @Test
  void of_contents_showChannelMeanAndNorm() {
    assertThat(tiles(draw(DEFAULTS.showing(Content.channel(2)))))
        .extracting(Tile::plane)
        .containsExactly(Grid.of(1, 2, 0, 0), Grid.of(1, 2, 0, -9));
    assertThat(tiles(draw(DEFAULTS.showing(Content.mean()))).get(1).plane())
        .isEqualTo(Grid.of(1, 2, 4, 5 / 3f));
    assertThat(tiles(draw(DEFAULTS.showing(Content.norm()))).get(0).plane())
        .isEqualTo(Grid.of(1, 2, (float) Math.sqrt(10), (float) Math.sqrt(20)));
    assertThat(panel(draw(DEFAULTS.showing(Content.norm()))).colors().orElseThrow().scale().map())
        .isEqualTo(ColorMap.VIRIDIS);
  }

  @Test
  void of_rgb_isGrayAtZeroAndFullAtTheLargest() {
    Pixels picture = (Pixels) tiles(draw(DEFAULTS.showing(Content.rgb()))).get(1).plane();

    assertThat(picture.argb(1, 0) & 0xFF).isZero();
    assertThat(picture.argb(0, 0) & 0xFF).isEqualTo(128);
    assertThat(panel(draw(DEFAULTS.showing(Content.rgb()))).colors()).isEmpty();
  }

  @Test
  void of_byNorm_putsTheLargestFirst() {
    assertThat(tiles(draw(DEFAULTS.by(Order.NORM))))
        .extracting(Tile::label)
        .containsExactly("1", "0");
    assertThat(draw(DEFAULTS.by(Order.NORM)).subtitle()).contains("largest norm first");
  }

  @Test
  void of_perFilter_givesEachItsScaleAndSaysSo() {
    Figure figure = draw(KernelOptions.article());

    assertThat(tiles(figure))
        .extracting(tile -> tile.own().orElseThrow())
        .containsExactly(ColorScale.gray(-2, 1), ColorScale.gray(5, 6));
    assertThat(figure.subtitle()).contains("each filter on a scale of its own");
    assertThat(figure.footnote()).contains("neither magnitude nor sign");
    assertThat(tiles(draw(DEFAULTS.scaled(Scaling.PER_FILTER))).get(0).own())
        .contains(ColorScale.diverging(2));
  }

  @Test
  void of_tooltip_tellsNormAndRange() {
    assertThat(tiles(draw(DEFAULTS)).get(0).tag().title())
        .isEqualTo("filter 0: norm of the whole filter 5.477; shown from -2 to 1");
    assertThat(tiles(draw(DEFAULTS)).get(0).tag().id()).isEqualTo("filter-0");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 1", "64, 8, 8", "128, 12, 11", "256, 16, 16", "512, 23, 23"})
  void sheet_tiles_areNearlySquare(int tiles, int rows, int columns) {
    assertThat(Sheet.of(tiles)).isEqualTo(new Sheet(rows, columns));
  }

  @Test
  void article_vgg_hasFiveSheets() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Map<String, Figure> sheets = Kernels.article(vgg, Samples.weights(vgg), Locale.ROOT);

    assertThat(sheets.keySet())
        .containsExactly(
            "layer1_kernel", "layer2_kernel", "layer3_kernel", "layer4_kernel", "layer5_kernel");
    assertThat(sheets.values())
        .extracting(figure -> tiles(figure).size())
        .containsExactly(64, 128, 256, 512, 512);
    assertThat(sheets.values()).allSatisfy(Golden::checkReadable);
    assertThat(sheets)
        .hasEntrySatisfying(
            "layer4_kernel", sheet -> assertThat(sheet.title()).contains("layer4.0"));
  }

  @Test
  void of_transposedConvolution_findsItsFilters() {
    Network network = transposed(Network.builder("up"), ElementType.FLOAT32);
    // (C, M, H, W) = (2, 3, 1, 1): filter m on channel c is 10 c + m.
    Weights weights =
        Weights.of(Map.of("w", Tensor.of(new float[] {0, 1, 2, 10, 11, 12}, 2, 3, 1, 1)));
    Figure figure =
        Kernels.of(network, weights, "up", DEFAULTS.showing(Content.channel(1)), Locale.ROOT);

    assertThat(tiles(figure))
        .extracting(Tile::plane)
        .containsExactly(Grid.of(1, 1, 10), Grid.of(1, 1, 11), Grid.of(1, 1, 12));
  }

  private static Network transposed(NetworkBuilder builder, ElementType type) {
    String input = builder.input("input", type, Shape.batchOf(2, 4, 4));
    String output = builder.node("up", "ConvTranspose", input, builder.parameter("w", 2, 3, 1, 1));
    return builder.output(output, ValueType.tensor(type)).build();
  }

  @Test
  void of_nanWeights_stillDrawsAndSaysHowMany() {
    Weights broken =
        Weights.of(
            Map.of(
                "conv.weight",
                Tensor.of(
                    new float[] {
                      Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 1, 2, 3, 4,
                      5, 6
                    },
                    2,
                    3,
                    1,
                    2)));

    for (KernelOptions options :
        List.of(DEFAULTS, KernelOptions.article(), DEFAULTS.showing(Content.rgb()))) {
      Figure figure = Kernels.of(SMALL, broken, "conv", options, Locale.ROOT);
      assertThat(figure.footnote()).contains("NaN or infinite weights: 1");
      Golden.checkReadable(figure);
    }
  }

  @Test
  void of_wrongLayerOrChannel_saysWhatThereIs() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);

    assertThatThrownBy(() -> Kernels.of(vgg, Weights.NONE, "fc.0", DEFAULTS, Locale.ROOT))
        .hasMessageContaining("fc.0 is a Gemm")
        .hasMessageContaining("layer5.6");
    assertThatThrownBy(() -> Kernels.of(vgg, Weights.NONE, "layer1.0", DEFAULTS, Locale.ROOT))
        .hasMessageContaining("layer1.0.weight");
    assertThatThrownBy(() -> draw(DEFAULTS.showing(Content.channel(3))))
        .hasMessageContaining("input channels 0 to 2, found 3");
    assertThatThrownBy(
            () ->
                Kernels.of(
                    vgg,
                    Samples.weights(vgg),
                    "layer1.0",
                    DEFAULTS.showing(Content.rgb()),
                    Locale.ROOT))
        .hasMessageContaining("1 input channels")
        .hasMessageContaining("need 3");
  }
}
