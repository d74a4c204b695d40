package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Precision;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.Weights;
import io.vitrine.torch.interpreter.Route;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which convolutions' kernels get their gradients as products; OneDnnIT compares the numbers. */
class KernelGradientsIT {
  private static KernelGradients of(Network network, Route route) {
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.BF16);
    try (TorchEngine engine = TorchEngine.open(options);
        TorchModel model = (TorchModel) engine.load(network, Weights.NONE)) {
      return KernelGradients.of(network, model.store(), route);
    }
  }

  @Test
  void kept_vgg16_isWhatTheSixConvolutionsOfSmallImagesReadAndMake() {
    Network network = Zoo.vgg16(1, 32, 32, 10);

    Set<String> kept = of(network, Route.BF16).kept();

    assertThat(network.nodes().stream().filter(node -> isMade(node, kept)).map(Node::operator))
        .filteredOn("Conv"::equals)
        .hasSize(6);
    assertThat(kept).hasSize(12);
  }

  private static boolean isMade(Node node, Set<String> kept) {
    return kept.contains(node.outputs().get(0));
  }

  @Test
  void kept_fp32_isNothing() {
    assertThat(of(Zoo.vgg16(1, 32, 32, 10), Route.FP32).kept()).isEmpty();
  }

  @Test
  void kept_largerImages_isNothing() {
    assertThat(of(Zoo.resnet18(3, 224, 224, 10), Route.BF16).kept()).isEmpty();
  }

  /** A chain of convolutions that take the kernels in turn. */
  private static Network convolutions(int count, int kernels) {
    NetworkBuilder builder = Network.builder("chain");
    String value = builder.input("input", ElementType.FLOAT32, Shape.of(2, 256, 4, 4));
    for (int i = 0; i < kernels; i++) {
      builder.parameter("kernels" + i, 256, 256, 3, 3);
    }
    Attribute pads = Attribute.ints(1, 1, 1, 1);
    for (int i = 0; i < count; i++) {
      value =
          builder.node(
              "conv" + i, "Conv", List.of(value, "kernels" + i % kernels), Map.of("pads", pads));
    }
    return builder
        .output(value, Value.of(value, ElementType.FLOAT32, Shape.of(2, 256, 4, 4)).type())
        .build();
  }

  @Test
  void kept_firstConvolution_isLeftToLibtorch() {
    assertThat(of(convolutions(1, 1), Route.BF16).kept()).isEmpty();
  }

  @Test
  void kept_kernelsOfTwoConvolutions_areLeftToLibtorch() {
    assertThat(of(convolutions(2, 2), Route.BF16).kept())
        .containsExactlyInAnyOrder("conv0", "conv1");
    assertThat(of(convolutions(2, 1), Route.BF16).kept()).isEmpty();
  }
}
