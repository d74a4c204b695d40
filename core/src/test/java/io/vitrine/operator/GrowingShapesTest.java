package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.zoo.Zoo;
import org.junit.jupiter.api.Test;

class GrowingShapesTest {
  @Test
  void add_nodeByNode_givesWhatInferenceGivesOfTheWhole() {
    Network network = Zoo.resnet18(3, 64, 64, 10);
    ShapeTable whole = ShapeInference.infer(network);
    GrowingShapes shapes = GrowingShapes.of(Network.OPSET);
    network.inputs().forEach(shapes::add);
    network.parameters().forEach(shapes::add);
    for (Node node : network.nodes()) {
      assertThat(shapes.shape(node.output())).isEmpty();
      shapes.add(node);
      assertThat(shapes.shape(node.output())).isEqualTo(whole.outputShape(node));
    }
    assertThat(shapes.shape("fc")).contains(Shape.batchOf(10));
  }
}
