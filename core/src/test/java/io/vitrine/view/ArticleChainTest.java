package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ShapeInference;
import io.vitrine.zoo.Zoo;
import org.junit.jupiter.api.Test;

class ArticleChainTest {
  @Test
  void of_vgg_isItsThirteenConvolutionsAtFullSize() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Network chain = ArticleChain.of(vgg);

    assertThat(chain.nodes()).hasSize(13).allMatch(node -> node.operator().equals("Conv"));
    assertThat(chain.nodes().stream().map(Node::name))
        .startsWith("layer1.0", "layer1.3")
        .endsWith("layer5.6");
    assertThat(ShapeInference.infer(chain).requireSound().shape("layer5.6"))
        .contains(Shape.batchOf(512, 32, 32));
    assertThat(vgg.parameters()).containsAll(chain.parameters());
    assertThat(chain.outputs()).extracting(value -> value.name()).containsExactly("layer5.6");
  }

  @Test
  void of_branches_namesTheConvolutionThatDoesNotFit() {
    assertThatThrownBy(() -> ArticleChain.of(Zoo.resnet18(3, 64, 64, 10)))
        .hasMessageContaining("layer2.0.downsample.0 takes 64 channels")
        .hasMessageContaining("makes 128");
  }

  @Test
  void of_noConvolution_saysSo() {
    assertThatThrownBy(() -> ArticleChain.of(Zoo.mlp(1, 28, 28, 10)))
        .hasMessageContaining("mlp has no convolutions");
  }
}
