package io.vitrine.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Role;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooTest {
  /** Published counts: the article's own, LeNet-5's 61,706, torchvision's. */
  @ParameterizedTest
  @CsvSource({
    "vgg16, 51, 15118538, 312412672",
    "lenet5, 11, 61706, 416520",
    "resnet18, 68, 11689512, 1814073344",
    "mlp, 5, 109386, 109184",
    "alexnet, 21, 61100840, 714188480",
    "vgg19, 45, 143667240, 19632062464",
    "resnet50, 174, 25557032, 4089184256",
    "densenet121, 368, 7978856, 2834161664",
    "mobilenet_v2, 152, 3504872, 300774272"
  })
  void build_usualTask_hasPublishedCounts(String name, int layers, long parameters, long macs) {
    Network network = Zoo.build(name, Zoo.usualTask(name));
    ShapeTable shapes = ShapeInference.infer(network, 1).requireSound();

    assertThat(network.nodes().stream().filter(Operators::isLayer)).hasSize(layers);
    assertThat(trainable(network)).isEqualTo(parameters);
    assertThat(shapes.macs().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(macs);
  }

  private static long trainable(Network network) {
    return ParameterTable.of(network).trainable().mapToLong(e -> e.parameter().count()).sum();
  }

  @Test
  void vgg16_parameters_haveArticlesNamesAndRoles() {
    ParameterTable table = ParameterTable.of(Zoo.vgg16(1, 32, 32, 10));

    assertThat(table.gradientNames(false))
        .hasSize(29)
        .startsWith("layer1.0.weight", "layer1.1.weight")
        .endsWith("fc.6.weight");
    assertThat(table.entry("layer1.1.running_var").role()).isEqualTo(Role.BUFFER);
    assertThat(table.entry("fc.2.ratio").role()).isEqualTo(Role.CONSTANT);
    assertThat(table.entry("fc.6.bias").role()).isEqualTo(Role.BIAS);
    assertThat(batchNorm(table)).isEqualTo(8448);
  }

  private static long batchNorm(ParameterTable table) {
    return table
        .trainable()
        .filter(entry -> entry.users().get(0).operator().equals("BatchNormalization"))
        .mapToLong(entry -> entry.parameter().count())
        .sum();
  }

  @Test
  void vgg16_shapes_matchArticle() {
    Network network = Zoo.vgg16(1, 32, 32, 10);
    ShapeTable shapes = ShapeInference.infer(network);

    assertThat(shapes.shape("layer1.0")).contains(Shape.batchOf(64, 32, 32));
    assertThat(shapes.shape("layer5.9")).contains(Shape.batchOf(512, 1, 1));
    assertThat(shapes.shape("flatten")).contains(Shape.batchOf(512));
    assertThat(shapes.shape("fc.6")).contains(Shape.batchOf(10));
    assertThat(network.nodes().stream().map(Node::name)).doesNotHaveDuplicates();
  }

  @Test
  void vgg16_largerInput_widensFirstLinear() {
    Network network = Zoo.vgg16(3, 64, 96, 7);

    assertThat(network.parameter("fc.0.weight").orElseThrow().shape())
        .isEqualTo(Shape.of(512, 512 * 2 * 3));
    assertThat(ShapeInference.infer(network).requireSound().shape("fc.6"))
        .contains(Shape.batchOf(7));
  }

  @Test
  void build_inputTooSmall_saysWhichLayer() {
    assertThatThrownBy(() -> Zoo.vgg16(1, 16, 16, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer5.9")
        .hasMessageContaining("larger input");
  }

  @Test
  void build_sizeThatAPoolDoesNotFit_saysWhichLayer() {
    assertThatThrownBy(() -> Zoo.build("vgg19", new ImageTask(3, 256, 256, 10)))
        .hasMessageContaining("avgpool")
        .hasMessageContaining("8 x 8")
        .hasMessageContaining("a multiple of 7");
  }

  @Test
  void build_unknownName_listsTheZoo() {
    assertThatThrownBy(() -> Zoo.build("vgg17", new ImageTask(1, 32, 32, 10)))
        .hasMessageContaining("vgg16, lenet5");
  }

  @Test
  void names_all_build() {
    Stream<Network> all = Zoo.names().stream().map(name -> Zoo.build(name, Zoo.usualTask(name)));

    assertThat(all).allSatisfy(network -> assertThat(network.outputs()).hasSize(1));
  }
}
