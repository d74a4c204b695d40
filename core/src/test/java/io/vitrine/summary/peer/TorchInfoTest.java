package io.vitrine.summary.peer;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.summary.Column;
import io.vitrine.summary.Networks;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TorchInfoTest {
  private static final SummaryOptions COLUMNS =
      ROOT.columns(
          List.of(
              Column.INPUT,
              Column.OUTPUT,
              Column.PARAMETERS,
              Column.SHARE,
              Column.KERNEL,
              Column.GROUPS,
              Column.MACS,
              Column.TRAINABLE));

  /** The network of torchinfo's own documentation, and what that says of it at a batch of 7. */
  @Test
  void text_documentedNetwork_hasTheDocumentedNumbers() {
    LayerBuilder b = LayerBuilder.of("SingleInputNet");
    String x = b.images("x", 1, 28, 28);
    x = b.relu("r1", b.maxPool("p1", b.conv("conv1", x, 10, new Square(5, 1, 0), true), two()));
    x = b.relu("r2", b.maxPool("p2", b.conv("conv2", x, 20, new Square(5, 1, 0), true), two()));
    x = b.linear("fc1", b.flatten("flatten", x), 50);
    x = b.linear("fc2", x, 10);
    String text = TorchInfo.of(b.build(x), COLUMNS.batch(7)).text();

    assertThat(text)
        .contains("[7, 10, 24, 24]")
        .contains("1,048,320")
        .contains("2,248,960")
        .contains("112,350")
        .contains("3,570")
        .contains("Total params: 21,840")
        .contains("Total mult-adds (M): 3.41")
        .contains("Input size (MB): 0.02")
        .contains("Forward/backward pass size (MB): 0.40")
        .contains("Params size (MB): 0.09")
        .contains("Estimated Total Size (MB): 0.51");
  }

  private static Square two() {
    return new Square(2, 2, 0);
  }

  @Test
  void text_resnet18_isGolden() throws IOException {
    golden("torchinfo_resnet18.txt", TorchInfo.of(Networks.zoo("resnet18"), COLUMNS).text());
  }

  @Test
  void text_vgg16AtDepth1_sumsStages() throws IOException {
    golden("torchinfo_vgg16.txt", TorchInfo.of(Networks.zoo("vgg16"), COLUMNS.depth(1)).text());
  }

  private static void golden(String file, String text) throws IOException {
    Path path = Path.of("src/test/resources/io/vitrine/summary/peer").resolve(file);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(path, text);
    }
    assertThat(text).isEqualTo(Files.readString(path));
  }

  @Test
  void text_layerUsedTwice_isRecursive() {
    NetworkBuilder b = Network.builder("twice");
    b.input("x", ElementType.FLOAT32, Shape.of(1, 4));
    b.parameter("w", 4, 4);
    b.node("first", "MatMul", "x", "w");
    b.node("second", "MatMul", "first", "w");
    TorchInfo table = TorchInfo.of(b.output("second", ValueType.unknown()).build(), COLUMNS);

    assertThat(table.text()).contains("(recursive)").contains("Total params: 16");
    assertThat(table.multAdds()).as("the work is done twice").isEqualTo(32);
  }

  @Test
  void text_frozen_isInParentheses() {
    String text = TorchInfo.of(Networks.zoo("mlp"), COLUMNS.frozen(Set.of("net.0"))).text();

    assertThat(text).contains("(100,480)").contains("Trainable params: 8,906").contains("Partial");
  }

  @Test
  void difference_namesBothCounts() {
    assertThat(TorchInfo.of(Networks.zoo("lenet5"), ROOT.batch(2)).difference())
        .contains("batch of 2")
        .contains("833,040");
  }

  @Test
  void text_unknownOperator_isShown() {
    assertThat(TorchInfo.of(Networks.unknown(), COLUMNS).text()).contains("Entmax: 1-2");
  }
}
