package io.vitrine.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.Operators;
import io.vitrine.view.diagram.Block.Kind;
import io.vitrine.view.diagram.Blocks.Skip;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
  private static List<String> words(Blocks blocks) {
    return blocks.chain().stream()
        .map(
            block ->
                block.kind()
                    + " "
                    + block.path()
                    + " "
                    + block.parts().stream().map(p -> p.output().channels()).toList())
        .toList();
  }

  @Test
  void of_vgg_hasStagesOfGluedConvolutions() {
    Blocks blocks = Grouping.of(Zoo.vgg16(1, 32, 32, 10));

    assertThat(words(blocks))
        .containsExactly(
            "INPUT input [1]",
            "CONVOLUTION layer1 [64, 64]",
            "POOLING layer1.6 [64]",
            "CONVOLUTION layer2 [128, 128]",
            "POOLING layer2.6 [128]",
            "CONVOLUTION layer3 [256, 256, 256]",
            "POOLING layer3.9 [256]",
            "CONVOLUTION layer4 [512, 512, 512]",
            "POOLING layer4.9 [512]",
            "CONVOLUTION layer5 [512, 512, 512]",
            "POOLING layer5.9 [512]",
            "LINEAR fc.0 [512]",
            "LINEAR fc.3 [256]",
            "LINEAR fc.6 [10]");
    assertThat(blocks.skips()).isEmpty();
    assertThat(blocks.leftOut()).isEmpty();
  }

  @Test
  void of_vgg_captionsStagesAndTheMiddleOfTheLinearLayers() {
    assertThat(Grouping.of(Zoo.vgg16(1, 32, 32, 10)).chain())
        .extracting(Block::caption)
        .containsExactly(
            "input", "layer1", "", "layer2", "", "layer3", "", "layer4", "", "layer5", "", "", "fc",
            "");
  }

  @Test
  void of_vgg_takesInNormActivationAndDropout() {
    Blocks blocks = Grouping.of(Zoo.vgg16(1, 32, 32, 10));

    assertThat(blocks.chain().get(1).parts().get(1).layers())
        .extracting(Node::operator)
        .containsExactly("Conv", "BatchNormalization", "Relu");
    assertThat(blocks.chain().get(11).layers())
        .extracting(Node::operator)
        .containsExactly("Gemm", "Relu", "Dropout");
    assertThat(blocks.chain().get(13).parts().get(0).activated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vgg16", "lenet5", "resnet18", "mlp"})
  void of_zoo_showsEveryLayerOnceAndNamesEachBlockOnce(String name) {
    Network network = Zoo.build(name, Zoo.usualTask(name));
    Blocks blocks = Grouping.of(network);
    List<String> shown =
        new ArrayList<>(
            blocks.chain().stream().flatMap(b -> b.layers().stream()).map(Node::name).toList());
    blocks.skips().forEach(skip -> shown.addAll(skip.through()));

    assertThat(shown).doesNotHaveDuplicates();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            network.nodes().stream().filter(Operators::isLayer).map(Node::name).toList());
    assertThat(new HashSet<>(blocks.chain().stream().map(Block::path).toList()))
        .hasSameSizeAs(blocks.chain());
    assertThat(blocks.leftOut()).isEmpty();
  }

  @Test
  void of_resnet_findsItsSkips() {
    Blocks blocks = Grouping.of(Zoo.resnet18(3, 224, 224, 1000));

    assertThat(blocks.skips()).hasSize(8);
    assertThat(blocks.skips().get(0)).isEqualTo(new Skip(2, 4, List.of()));
    assertThat(blocks.skips().get(2).through())
        .containsExactlyInAnyOrder("layer2.0.downsample.1", "layer2.0.downsample.0");
    assertThat(blocks.chain().get(4).kind()).isEqualTo(Kind.MERGE);
  }

  @Test
  void of_groupWithPoolsInside_namesBlocksByTheirLayers() {
    LayerBuilder layers = LayerBuilder.of("plain");
    String x = layers.images("input", 3, 8, 8);
    x = layers.conv("features.0", x, 4, new Square(3, 1, 1), true);
    x = layers.conv("features.1", x, 4, new Square(3, 1, 1), true);
    x = layers.maxPool("features.2", x, new Square(2, 2, 0));
    x = layers.conv("features.3", x, 8, new Square(3, 1, 1), true);
    Blocks blocks = Grouping.of(layers.build(layers.flatten("flat", x)));

    assertThat(blocks.chain())
        .extracting(Block::caption)
        .containsExactly("input", "features.0–1", "", "features.3");
  }

  @Test
  void of_branchThatEndsElsewhere_isLeftOutByName() {
    var builder = Network.builder("two");
    String input = builder.input("input", ElementType.FLOAT32, Shape.batchOf(4));
    String main = builder.node("tail", "Relu", builder.node("head", "Relu", input));
    builder.node("side", "Tanh", input);
    Network network = builder.output(main, ValueType.tensor(ElementType.FLOAT32)).build();

    assertThat(Grouping.of(network).leftOut()).containsExactly("side");
  }

  @Test
  void of_noLayers_saysSo() {
    var builder = Network.builder("empty");
    String input = builder.input("input", ElementType.FLOAT32, Shape.batchOf(4));
    String flat = builder.node("flat", "Flatten", input);
    Network network = builder.output(flat, ValueType.tensor(ElementType.FLOAT32)).build();

    assertThatThrownBy(() -> Grouping.of(network)).hasMessageContaining("no layer");
  }
}
