package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.view.FeatureOptions.Source;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureMapsTest {
  private static final FeatureOptions DEFAULTS = FeatureOptions.defaults().of("a test image");
  private static final Network SMALL = small();

  private static Network small() {
    LayerBuilder layers = LayerBuilder.of("small");
    String input = layers.images("input", 1, 2, 2);
    String conv = layers.conv("conv", input, 3, new Square(1, 1, 0), true);
    return layers.build(layers.linear("fc", layers.flatten("flat", layers.relu("relu", conv)), 2));
  }

  /** Two items: the second is what the tests look at. */
  private static Trace trace() {
    Map<String, Datum> values = new LinkedHashMap<>();
    float[] conv = new float[24];
    System.arraycopy(new float[] {1, 2, 3, 4, -1, -2, -3, -4, 0, 6, 0, 0}, 0, conv, 12, 12);
    float[] relu = new float[24];
    System.arraycopy(new float[] {1, 2, 3, 4, 0, 0, 0, 0, 0, 6, 0, 0}, 0, relu, 12, 12);
    values.put("conv", new Datum.OfTensor(Tensor.of(conv, 2, 3, 2, 2)));
    values.put("relu", new Datum.OfTensor(Tensor.of(relu, 2, 3, 2, 2)));
    values.put("fc", new Datum.OfTensor(Tensor.of(new float[] {0, 0, 3, -1}, 2, 2)));
    return new Trace(values, Map.of(), OptionalDouble.empty());
  }

  private static Figure layer(String path) {
    return FeatureMaps.layer(SMALL, trace(), path, DEFAULTS.item(1), Locale.ROOT);
  }

  private static TilesPanel tiles(Figure figure) {
    return (TilesPanel) figure.panels().get(0);
  }

  /** Noise for every layer of a network. */
  private static Trace noise(Network network) {
    ShapeTable shapes = ShapeInference.infer(network, 1);
    Random random = new Random(4);
    Map<String, Datum> values = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      Shape shape = shapes.outputShape(node).orElseThrow();
      float[] numbers = new float[Math.toIntExact(shape.elements().orElseThrow())];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      values.put(node.output(), new Datum.OfTensor(Tensor.of(numbers, shape.sizes())));
    }
    return new Trace(values, Map.of(), OptionalDouble.empty());
  }

  @Test
  void layer_small_asRecorded() {
    Golden.checkSvg("features.svg", layer("relu"));
  }

  @Test
  void layer_signedValues_shareAScaleAboutZero() {
    Figure figure = layer("conv");

    assertThat(tiles(figure).colors().orElseThrow().scale()).isEqualTo(ColorScale.diverging(6));
    assertThat(tiles(figure).tiles().get(0).plane()).isEqualTo(Grid.of(2, 2, 1, 2, 3, 4));
    assertThat(figure.subtitle())
        .isEqualTo(
            "input: a test image · output of Conv, 3 x 2 x 2 · 25.00% zeros · one scale for all, white at zero");
  }

  @Test
  void layer_afterRelu_goesUpFromZeroAndCrossesOutDeadChannels() {
    Figure figure = layer("relu");

    assertThat(tiles(figure).colors().orElseThrow().scale()).isEqualTo(ColorScale.sequential(0, 6));
    assertThat(tiles(figure).tiles())
        .extracting(tile -> tile.plane() instanceof Pixels)
        .containsExactly(false, true, false);
    assertThat(tiles(figure).tiles().get(1).tag().title())
        .isEqualTo("channel 1: all values are zero");
    assertThat(figure.footnote()).contains("1 of 3");
  }

  @Test
  void layer_fewUnits_areBars() {
    Figure figure = layer("fc");

    assertThat(figure.panels().get(0)).isInstanceOf(AxesPanel.class);
    assertThat(figure.title()).isEqualTo("Activations of small: all units of fc");
    Golden.checkReadable(figure);
  }

  @Test
  void layer_everyLayerOfVgg_isReadable() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Trace trace = noise(vgg);

    for (String path : List.of("layer1.0", "layer3.9", "layer5.9", "fc.0", "fc.6")) {
      Golden.checkReadable(FeatureMaps.layer(vgg, trace, path, DEFAULTS, Locale.CHINA));
    }
  }

  @Test
  void overview_vgg_hasATileForEachConvolutionInFourColumns() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Figure figure = FeatureMaps.overview(vgg, noise(vgg), DEFAULTS, Locale.ROOT);

    assertThat(FeatureMaps.overviewValues(vgg)).hasSize(13);
    assertThat(tiles(figure).tiles()).hasSize(13).allMatch(tile -> tile.own().isPresent());
    assertThat(tiles(figure).columns()).isEqualTo(4);
    assertThat(tiles(figure).tiles().get(12))
        .extracting(Tile::label, tile -> tile.tag().id(), tile -> tile.tag().link())
        .containsExactly("layer5.6  512 x 2 x 2", "layer5.6", "#layer-layer5.6");
    assertThat(figure.subtitle()).contains("each tile from its own smallest value");
    Golden.checkReadable(figure);
  }

  @Test
  void overview_mean_isOverTheChannels() {
    Figure figure = FeatureMaps.overview(SMALL, trace(), DEFAULTS.item(1), Locale.ROOT);

    assertThat(tiles(figure).tiles().get(0).plane()).isEqualTo(Grid.of(2, 2, 0, 2, 0, 0));
  }

  @Test
  void overview_articleChain_saysThatItIsNotTheNetwork() {
    Network chain = ArticleChain.of(Zoo.vgg16(1, 8 * 4, 32, 10));
    Figure figure =
        FeatureMaps.overview(chain, noise(chain), DEFAULTS.from(Source.ARTICLE_CHAIN), Locale.ROOT);

    assertThat(figure.title()).contains("not vgg16's activations");
    assertThat(figure.footnote()).contains("the network never computes these values");
    assertThat(tiles(figure).tiles())
        .extracting(Tile::label)
        .startsWith("Conv2d-1 (layer1.0)")
        .endsWith("Conv2d-13 (layer5.6)");
    Golden.checkReadable(figure);
  }

  @Test
  void layer_notKeptOrNoSuchItem_saysWhatThereIs() {
    assertThatThrownBy(() -> layer("flat")).hasMessageContaining("[conv, relu, fc]");
    assertThatThrownBy(() -> layer("conv9")).hasMessageContaining("conv, relu");
    assertThatThrownBy(
            () -> FeatureMaps.layer(SMALL, trace(), "conv", DEFAULTS.item(2), Locale.ROOT))
        .hasMessageContaining("item 2 of a batch of 2");
    assertThatThrownBy(
            () -> FeatureMaps.overview(Zoo.mlp(1, 28, 28, 10), trace(), DEFAULTS, Locale.ROOT))
        .hasMessageContaining("no convolution");
  }
}
