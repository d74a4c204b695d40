package io.vitrine.layout;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import java.util.List;
import java.util.Map;

/** Networks with graphs inside nodes, and one that cannot be. */
final class InnerNets {
  private InnerNets() {}

  private static Value value(String name) {
    return Value.of(name, ElementType.FLOAT32, Shape.of(1, 8));
  }

  private static Node node(String name, String operator, List<String> in, String... out) {
    return new Node(name, "", operator, in, List.of(out), Map.of());
  }

  private static Graph graph(List<Value> in, List<Value> out, Node... nodes) {
    return new Graph(in, out, List.of(nodes), List.of(), List.of());
  }

  private static Network network(String name, Graph graph) {
    return new Network(name, graph, Map.of("", 17L), Map.of(), Map.of());
  }

  /** A loop that adds a value from outside to its state. */
  static Network loop() {
    Graph body =
        graph(
            List.of(value("i"), value("going"), value("state")),
            List.of(value("more"), value("next")),
            node("add", "Add", List.of("state", "step"), "next"),
            node("less", "Less", List.of("next", "going"), "more"));
    Node loop =
        new Node(
            "loop",
            "",
            "Loop",
            List.of("times", "", "start"),
            List.of("end"),
            Map.of("body", new Attribute.OfGraph(body)));
    return network(
        "loop",
        graph(
            List.of(value("times"), value("start"), value("step")),
            List.of(value("result")),
            loop,
            node("relu", "Relu", List.of("end"), "result")));
  }

  /** A choice between two ways to go on with one value. */
  static Network branch() {
    Graph left = graph(List.of(), List.of(value("l")), node("left", "Relu", List.of("x"), "l"));
    Graph right = graph(List.of(), List.of(value("r")), node("right", "Tanh", List.of("x"), "r"));
    Node choice =
        new Node(
            "choice",
            "",
            "If",
            List.of("which"),
            List.of("y"),
            Map.of(
                "then_branch",
                new Attribute.OfGraph(left),
                "else_branch",
                new Attribute.OfGraph(right)));
    return network(
        "branch", graph(List.of(value("which"), value("x")), List.of(value("y")), choice));
  }

  /** Two nodes that wait for each other. */
  static Network circle() {
    return network(
        "circle",
        graph(
            List.of(value("x")),
            List.of(value("y")),
            node("a", "Add", List.of("x", "y"), "z"),
            node("b", "Relu", List.of("z"), "y")));
  }
}
