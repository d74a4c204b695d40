package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenedModelTest {
  /** As Paddle's exporter writes it: every tensor the output of a Constant node. */
  private static OpenedModel paddle() {
    NetworkBuilder b = Network.builder("paddle");
    b.input("x", ElementType.FLOAT32, Shape.batchOf(2));
    b.node("fc.w_0", "Constant", List.of(), value(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)));
    b.node("target", "Constant", List.of(), value(Tensor.of(new long[] {-1, 2}, 2)));
    b.node("half", "Constant", List.of(), Map.of("value_float", Attribute.of(0.5f)));
    b.parameter("own", 2);
    b.node("fc", "MatMul", "x", "fc.w_0");
    b.node("sum", "Add", "fc", "own");
    b.node("scaled", "Mul", "sum", "half");
    b.node("y", "Reshape", "scaled", "target");
    b.output("y", ValueType.tensor(ElementType.FLOAT32));
    return new OpenedModel(b.build(), Weights.of(Map.of("own", Tensor.of(new float[] {5, 6}, 2))));
  }

  private static Map<String, Attribute> value(Tensor tensor) {
    return Map.of("value", new Attribute.OfTensor(tensor));
  }

  @Test
  void withConstantsAsParameters_turnsTensorsIntoWeightsAndSettings() {
    OpenedModel model = paddle().withConstantsAsParameters();
    assertThat(model.network().nodes())
        .extracting(Node::name)
        .containsExactly("half", "fc", "sum", "scaled", "y");
    assertThat(model.network().parameter("fc.w_0").orElseThrow().shape()).isEqualTo(Shape.of(2, 2));
    assertThat(model.network().parameter("target").orElseThrow().constant()).isPresent();
    assertThat(model.weights().names()).containsExactly("own", "fc.w_0");
    assertThat(model.weights().require("fc.w_0").floats()).containsExactly(1, 2, 3, 4);
    assertThat(model.weights().require("own").floats()).containsExactly(5, 6);
  }

  @Test
  void withConstantsAsParameters_leavesAModelWithoutThemAsItIs() {
    Network network = Samples.cnn();
    OpenedModel model = new OpenedModel(network, Samples.weights(network, 1));
    assertThat(Description.of(model.withConstantsAsParameters().network()))
        .isEqualTo(Description.of(network));
  }
}
