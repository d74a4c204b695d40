package io.vitrine.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionCallsTest {
  private static Node call(String function) {
    return new Node("n", "my", function, List.of(), List.of(), Map.of());
  }

  private static Graph body(Node... nodes) {
    return new Graph(List.of(), List.of(), List.of(nodes), List.of(), List.of());
  }

  @Test
  void circle_callsThatEnd_isNone() {
    Map<String, Graph> functions = new LinkedHashMap<>();
    functions.put("my.a", body(call("b"), call("c")));
    functions.put("my.b", body(call("c"), call("unknown")));
    functions.put("my.c", body());
    assertThat(FunctionCalls.circle(functions)).isEmpty();
    assertThat(FunctionCalls.circle(Map.of())).isEmpty();
  }

  @Test
  void circle_reachedFromOutside_namesOnlyItsMembers() {
    Map<String, Graph> functions = new LinkedHashMap<>();
    functions.put("my.a", body(call("b")));
    functions.put("my.b", body(call("c")));
    functions.put("my.c", body(call("b")));
    assertThat(FunctionCalls.circle(functions)).hasValue(List.of("my.b", "my.c", "my.b"));
  }

  @Test
  void circle_callInABranch_isFound() {
    Node branch =
        new Node(
            "n",
            "",
            "If",
            List.of(),
            List.of(),
            Map.of("then_branch", new Attribute.OfGraph(body(call("a")))));
    assertThat(FunctionCalls.circle(Map.of("my.a", body(branch))))
        .hasValue(List.of("my.a", "my.a"));
  }

  @Test
  void said_longCircle_isShortened() {
    List<String> circle = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
    circle.add("a");
    assertThat(FunctionCalls.said(circle))
        .isEqualTo(
            "a calls b calls c calls d calls e calls f calls g calls h calls ... (9 functions)");
    assertThat(FunctionCalls.said(List.of("a", "a"))).isEqualTo("a calls a");
  }
}
