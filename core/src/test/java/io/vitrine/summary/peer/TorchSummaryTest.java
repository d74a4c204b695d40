package io.vitrine.summary.peer;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.summary.Networks;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TorchSummaryTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/vitrine/summary/peer");

  /** The file was printed by torchsummary 1.5.1 itself, for the article's class. */
  @Test
  void text_article_equalsTorchsummaryToTheCharacter() throws IOException {
    Network network = Zoo.vgg16(1, 32, 32, 10);

    TorchSummary table = TorchSummary.of(network, ROOT, Registration.article());

    assertThat(table.text()).isEqualTo(Files.readString(FOLDER.resolve("torchsummary_vgg16.txt")));
    assertThat(table.rows()).isEqualTo(95);
    assertThat(table.parameters()).isEqualTo(29_840_522);
  }

  @Test
  void difference_article_givesTheSum() {
    Network network = Zoo.vgg16(1, 32, 32, 10);

    assertThat(TorchSummary.of(network, ROOT, Registration.article()).difference())
        .contains("2 x 14,721,984 + 396,554 = 29,840,522")
        .contains("95 rows")
        .contains("15,118,538 parameters in 51 layers");
    assertThat(
            TorchSummary.of(network, ROOT.locale(Locale.SIMPLIFIED_CHINESE), Registration.article())
                .difference())
        .contains("2 x 14,721,984 + 396,554 = 29,840,522")
        .contains("按 torchsummary 的方式计数");
  }

  @Test
  void registration_ofANetwork_isTheArticlesForItsOwnAlone() {
    NetworkBuilder builder = Network.builder("vgg16");
    String made =
        builder.node("features.0", "Relu", builder.input("x", ElementType.FLOAT32, Shape.of(1, 4)));
    Network other = builder.output(made, ValueType.tensor(ElementType.FLOAT32)).build();

    assertThat(Registration.of(Zoo.vgg16(1, 32, 32, 10))).isEqualTo(Registration.article());
    assertThat(Registration.of(Zoo.lenet5(1, 32, 32, 10))).isEqualTo(Registration.once());
    assertThat(Registration.of(other)).isEqualTo(Registration.once());
  }

  @Test
  void of_registeredOnce_agreesWithOurs() {
    TorchSummary table = TorchSummary.of(Zoo.vgg16(1, 32, 32, 10));

    assertThat(table.rows()).isEqualTo(51);
    assertThat(table.parameters()).isEqualTo(15_118_538);
    assertThat(table.text())
        .contains("            Conv2d-1           [-1, 64, 32, 32]             640");
    assertThat(TorchSummary.of(Networks.zoo("vgg16"), ROOT, Registration.once()).difference())
        .contains("15,118,538");
  }

  /** What torchsummary is known to print for torchvision's resnet18 at 3 x 224 x 224. */
  @Test
  void text_resnet18_hasThePublishedFooter() {
    assertThat(TorchSummary.of(Networks.zoo("resnet18")).text())
        .contains("Total params: 11,689,512")
        .contains("Input size (MB): 0.57")
        .contains("Forward/backward pass size (MB): 62.79")
        .contains("Params size (MB): 44.59")
        .contains("Estimated Total Size (MB): 107.96")
        .contains("AdaptiveAvgPool2d-67")
        .contains("Linear-68");
  }

  @Test
  void text_frozen_isNotTrainable() {
    String text =
        TorchSummary.of(Zoo.vgg16(1, 32, 32, 10), ROOT.frozen(Set.of("fc")), Registration.article())
            .text();

    assertThat(text)
        .contains("Trainable params: 29,443,968")
        .contains("Non-trainable params: 396,554");
  }

  @Test
  void parameters_layerUsedTwice_countTwice() {
    NetworkBuilder b = Network.builder("twice");
    b.input("x", ElementType.FLOAT32, Shape.of(1, 4));
    b.parameter("w", 4, 4);
    b.node("first", "MatMul", "x", "w");
    b.node("second", "MatMul", "first", "w");
    TorchSummary table =
        TorchSummary.of(b.output("second", ValueType.unknown()).build(), ROOT, Registration.once());

    assertThat(table.parameters()).isEqualTo(32);
    assertThat(table.difference()).contains("32").contains("16 parameters");
  }

  @Test
  void text_unknownOperator_isAskedFor() {
    assertThat(TorchSummary.of(Networks.unknown()).text()).contains("Entmax-2").contains("[-1, ?]");
  }

  @Test
  void times_prefixOfAName_isNotThePath() {
    assertThat(Registration.twice("layer1").times("layer10.0")).isEqualTo(1);
    assertThat(Registration.twice("layer1").times("layer1.0")).isEqualTo(2);
  }
}
