package io.vitrine.operator;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who first reads each value, and what a parameter is to it. A parameter that is only converted or
 * rearranged on its way (an 8-bit weight made a float, a transposed matrix) is what it is to the
 * operator behind that.
 */
public final class Readers {
  private static final Set<String> PASSING =
      Set.of(
          "Identity",
          "Cast",
          "CastLike",
          "DequantizeLinear",
          "QuantizeLinear",
          "Transpose",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Flatten");

  /** Types of indices, masks and texts; weights are kept in no such type, quantised or not. */
  private static final Set<ElementType> NEVER_LEARNED =
      Set.of(ElementType.INT64, ElementType.UINT64, ElementType.BOOL, ElementType.STRING);

  private static final int LONGEST_WAY = 16;

  private record Place(Node node, int input) {}

  private final Map<String, Place> first = new HashMap<>();

  /** Adds a node, those of its inner graphs with it; nodes come in running order. */
  void add(Node node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      first.putIfAbsent(node.inputs().get(i), new Place(node, i));
    }
    inner(node).flatMap(graph -> graph.nodes().stream()).forEach(this::add);
  }

  /** The graphs right inside a node. */
  static Stream<Graph> inner(Node node) {
    return node.attributes().values().stream()
        .flatMap(
            attribute ->
                attribute instanceof Attribute.OfGraph graph
                    ? Stream.of(graph.value())
                    : attribute instanceof Attribute.OfGraphs graphs
                        ? graphs.values().stream()
                        : Stream.empty());
  }

  /** The initialisers of the graphs inside a node, at any depth. */
  static Stream<Parameter> parameters(Node node) {
    return inner(node)
        .flatMap(
            graph ->
                Stream.concat(
                    graph.parameters().stream(),
                    graph.nodes().stream().flatMap(Readers::parameters)));
  }

  /** The names that a node and the nodes inside it read. */
  public static Stream<String> names(Node node) {
    return Stream.concat(
        node.inputs().stream(),
        inner(node).flatMap(graph -> graph.nodes().stream()).flatMap(Readers::names));
  }

  /** What a parameter is to the operator that uses it; a weight where nothing is known. */
  Role role(Parameter parameter) {
    Place place = first.get(parameter.name());
    for (int way = 0; place != null && passes(place) && way < LONGEST_WAY; way++) {
      Place next = first.get(place.node().output());
      if (next == null) {
        break;
      }
      place = next;
    }
    Optional<Operator> operator = place == null ? Optional.empty() : Operators.of(place.node());
    int input = place == null ? 0 : place.input();
    boolean learned =
        !parameter.elements().isFloat() && operator.map(o -> learns(o, input)).orElse(false);
    boolean given =
        parameter.constant().isPresent() || NEVER_LEARNED.contains(parameter.elements());
    if (given && !learned) {
      return Role.CONSTANT;
    }
    return operator.map(found -> found.role(input)).orElse(Role.WEIGHT);
  }

  private static boolean passes(Place place) {
    return place.input() == 0 && PASSING.contains(place.node().qualifiedOperator());
  }

  /**
   * Whether an operator has something learned at an input, so that even small whole numbers there
   * (the biases of a quantised convolution) are no settings. Fractions that belong to the structure
   * (the scale of a normalisation that learns none) always are.
   */
  private static boolean learns(Operator operator, int input) {
    return operator.category() != Category.SHAPE
        && input < operator.roles().size()
        && operator.role(input) != Role.CONSTANT;
  }
}
