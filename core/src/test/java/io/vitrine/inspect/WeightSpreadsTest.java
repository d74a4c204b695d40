package io.vitrine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.view.spread.Spread;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightSpreadsTest {
  /** LeNet-5 whose n-th parameter alternates between n and -n. */
  private static WeightSpreads lenet() {
    Network lenet = Zoo.build("lenet5", Zoo.usualTask("lenet5"));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : lenet.parameters()) {
      if (parameter.constant().isEmpty()) {
        float[] numbers = new float[(int) parameter.count()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (tensors.size() + 1) * (i % 2 == 0 ? 1 : -1);
        }
        tensors.put(parameter.name(), Tensor.of(numbers, parameter.shape().sizes()));
      }
    }
    return new WeightSpreads(Inventory.of(lenet, Map.of()), Weights.of(tensors));
  }

  @Test
  void of_layer_hasEachOfItsTensors() {
    assertThat(lenet().of("conv1"))
        .extracting(Spread::name)
        .containsExactly("conv1.weight", "conv1.bias");
    assertThat(lenet().of("conv2.weight")).extracting(Spread::name).containsExactly("conv2.weight");
    double deviation = lenet().of("conv2.weight").get(0).epochs().get(0).deviation();
    assertThat(deviation).isCloseTo(3, within(1e-9));
  }

  @Test
  void of_unknownLayer_namesTheNearest() {
    assertThatThrownBy(() -> lenet().of("conv1.wieght")).hasMessageContaining("conv1.weight");
    assertThatThrownBy(() -> lenet().of("")).hasMessageContaining("no tensor");
  }

  @Test
  void ofAll_hasWeightsButNoBiases() {
    assertThat(lenet().ofAll())
        .extracting(Spread::name)
        .hasSize(5)
        .startsWith("conv1.weight", "conv2.weight")
        .noneMatch(name -> name.endsWith("bias"));
  }

  @Test
  void of_networkWithoutNumbers_saysSo() {
    WeightSpreads empty = new WeightSpreads(lenet().all(), Weights.NONE);

    assertThat(empty.ofAll()).isEmpty();
    assertThatThrownBy(() -> empty.of("conv1")).hasMessageContaining("no tensor with numbers");
  }
}
