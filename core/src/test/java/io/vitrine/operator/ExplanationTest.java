package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  private static Optional<String> formula(Network network, String layer) {
    return Explanation.sizeFormula(network.requireNode(layer), ShapeInference.infer(network));
  }

  @ParameterizedTest
  @CsvSource({
    "layer1.0, (32 - 3 + 2*1)/1 + 1 = 32",
    "layer1.6, (32 - 2 + 2*0)/2 + 1 = 16",
    "fc.6, 256 -> 10",
    "flatten, 512*1*1 = 512"
  })
  void sizeFormula_vgg16_hasItsNumbers(String layer, String expected) {
    assertThat(formula(Zoo.vgg16(1, 32, 32, 10), layer)).contains(expected);
  }

  @Test
  void sizeFormula_unevenStride_isFloored() {
    assertThat(formula(Zoo.resnet18(3, 224, 224, 1000), "conv1"))
        .contains("floor((224 - 7 + 2*3)/2) + 1 = 112");
  }

  @Test
  void sizeFormula_notSquare_givesHeightAndWidth() {
    assertThat(formula(Zoo.vgg16(1, 32, 64, 10), "layer1.6"))
        .contains("(32 - 2 + 2*0)/2 + 1 = 16; (64 - 2 + 2*0)/2 + 1 = 32");
  }

  @Test
  void sizeFormula_activation_isEmpty() {
    assertThat(formula(Zoo.vgg16(1, 32, 32, 10), "layer1.2")).isEmpty();
  }

  @Test
  void purpose_everyLayerOfTheZoo_hasASentenceInBothLanguages() {
    for (String name : Zoo.names()) {
      Network network = Zoo.build(name, Zoo.usualTask(name));
      assertThat(network.nodes())
          .allSatisfy(
              node -> {
                assertThat(Explanation.purpose(node, Locale.ENGLISH)).endsWith(".");
                assertThat(Explanation.purpose(node, Locale.SIMPLIFIED_CHINESE)).endsWith("。");
              });
    }
  }

  /** What computes is a layer that people read about; what only moves numbers is not. */
  @Test
  void purpose_everyOperatorThatComputes_hasASentence() {
    for (Operator operator : Operators.all()) {
      int dot = operator.name().lastIndexOf('.');
      String domain = operator.name().substring(0, Math.max(0, dot));
      String name = operator.name().substring(dot + 1);
      Node node = new Node("n", domain, name, List.of(), List.of("y"), Map.of());
      Node unknown = new Node("n", "", "NoSuch", List.of(), List.of("y"), Map.of());
      if (operator.category() != Category.SHAPE) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
          assertThat(Explanation.purpose(node, locale))
              .as("%s in %s", name, locale)
              .endsWith(locale.equals(Locale.ENGLISH) ? "." : "\u3002")
              .isNotEqualTo(Explanation.purpose(unknown, locale));
        }
      }
    }
  }
}
