package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
  private static Node node(String domain, String operator, String setting, Attribute value) {
    return new Node("conv1", domain, operator, List.of("x"), List.of("y"), Map.of(setting, value));
  }

  private static Graph graph(Node node) {
    return new Graph(List.of(), List.of(), List.of(node), List.of(), List.of());
  }

  private static Network network(Node node) {
    return new Network("n", graph(node), Map.of("", 17L), Map.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "Conv, kernel_shape",
    "Conv, strides",
    "MaxPool, dilations",
    "Conv, group",
    "LSTM, hidden_size"
  })
  void check_settingOfZeroOrLess_namesTheNode(String operator, String setting) {
    for (long value : new long[] {0, -1}) {
      assertThatThrownBy(
              () ->
                  NodeSettings.check(
                      "m.onnx", network(node("", operator, setting, Attribute.of(value)))))
          .isInstanceOf(ModelFormatException.class)
          .hasMessage(
              "m.onnx, node 'conv1' (%s): expected %s of 1 or more, found %d",
              operator, setting, value);
    }
  }

  @Test
  void check_oneOfSeveral_showsAll() {
    assertThatThrownBy(
            () ->
                NodeSettings.check(
                    "m.onnx", network(node("", "Conv", "strides", Attribute.ints(2, 0)))))
        .hasMessageEndingWith("expected strides of 1 or more, found [2, 0]");
  }

  @Test
  void check_insideANodeOrAFunction_isFound() {
    Graph wrong = graph(node("", "Conv", "group", Attribute.of(0)));
    Node branch = node("", "If", "then_branch", new Attribute.OfGraph(wrong));
    assertThatThrownBy(() -> NodeSettings.check("m", network(branch)))
        .hasMessageContaining("group");
    Network calling =
        new Network("n", graph(branch), Map.of("", 17L), Map.of("my.f", wrong), Map.of());
    assertThatThrownBy(() -> NodeSettings.check("m", calling)).hasMessageContaining("group");
  }

  @Test
  void check_soundNodesAndUnknownDomains_arePassed() {
    assertThatCode(
            () -> {
              NodeSettings.check("m", network(node("", "Conv", "strides", Attribute.ints(1, 2))));
              NodeSettings.check("m", network(node("my", "Conv", "group", Attribute.of(0))));
            })
        .doesNotThrowAnyException();
  }
}
