package io.vitrine.operator.shape;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A node and what is known of its inputs, for the rules. */
public final class ShapeContext {
  private final Node node;
  private final long opset;
  private final Scope scope;
  private final Body.Walk walk;
  private final Map<String, Body> bodies = new HashMap<>();

  /**
   * A node in its scope.
   *
   * @param opset the version of the node's operator set
   * @param walk infers graphs inside the node
   */
  public ShapeContext(Node node, long opset, Scope scope, Body.Walk walk) {
    this.node = node;
    this.opset = opset;
    this.scope = scope;
    this.walk = walk;
  }

  public Node node() {
    return node;
  }

  /** The version of the node's operator set. */
  public long opset() {
    return opset;
  }

  public boolean has(int input) {
    return node.input(input).isPresent();
  }

  /** The number of inputs, omitted ones counted. */
  public int inputs() {
    return node.inputs().size();
  }

  public ValueType type(int input) {
    return node.input(input).map(scope::type).orElseGet(ValueType::unknown);
  }

  public Optional<Shape> shape(int input) {
    return type(input).tensorShape();
  }

  /** The element type of an input, undefined where it is not known. */
  public ElementType elements(int input) {
    return type(input) instanceof ValueType.OfTensor tensor
        ? tensor.elements()
        : ElementType.UNDEFINED;
  }

  /** The element type that an attribute gives by ONNX's number. */
  public ElementType elements(String attribute, ElementType otherwise) {
    return node.attributes().get(attribute) instanceof Attribute.OfInt number
        ? ElementType.of(Math.toIntExact(number.value()))
        : otherwise;
  }

  /** The elements of a small input, so far as they are known. */
  public Optional<Values> values(int input) {
    return node.input(input).flatMap(scope::values);
  }

  /** The elements of an input as integers, where all are known. */
  public Optional<List<Long>> longs(int input) {
    return values(input).flatMap(Values::longs);
  }

  /** The first element of an input as an integer, where it is known. */
  public Optional<Long> number(int input) {
    return longs(input).filter(list -> !list.isEmpty()).map(list -> list.get(0));
  }

  /** The first element of an input as a dimension. */
  public Dim size(int input) {
    return values(input)
        .filter(values -> !values.elements().isEmpty())
        .map(values -> values.elements().get(0).dim())
        .orElse(Dim.unknown());
  }

  /** The integers of an input (newer operator sets) or of an attribute (older ones). */
  public Optional<List<Long>> longs(int input, String attribute) {
    Optional<List<Long>> given = longs(input);
    return given.isPresent() || has(input) ? given : ints(attribute);
  }

  /** The same, so far as they are known; empty where not even their number is. */
  public Optional<List<Element>> bounds(int input, String attribute) {
    Optional<List<Element>> given = values(input).map(Values::elements);
    return given.isPresent() || has(input)
        ? given
        : ints(attribute).map(list -> list.stream().map(n -> Element.of(n.doubleValue())).toList());
  }

  /** The integers of an attribute, empty where it is absent. */
  public Optional<List<Long>> ints(String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.OfInts a
        ? Optional.of(a.values())
        : Optional.empty();
  }

  /**
   * An input that is a shape: its elements as dimensions, unknown ones where only their number is
   * known, empty where not even that is.
   */
  public Optional<List<Dim>> dims(int input) {
    Optional<List<Dim>> known = values(input).map(Values::dims);
    if (known.isPresent()) {
      return known;
    }
    return shape(input)
        .filter(shape -> shape.rank() == 1 && shape.size(0) >= 0 && shape.size(0) <= 64)
        .map(shape -> Types.open((int) shape.size(0)).dims());
  }

  /** The axis of an attribute in a shape, counted from the front. */
  public int axis(String attribute, long otherwise, int rank) {
    return axis(node.intOr(attribute, otherwise), rank);
  }

  /** An axis counted from the front. Throws {@link IllegalArgumentException} where it is none. */
  public int axis(long axis, int rank) {
    long index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index >= rank) {
      throw error("axis " + axis + " is outside a tensor of rank " + rank);
    }
    return (int) index;
  }

  /** The axes of an attribute counted from the front, all where it is absent. */
  public List<Integer> axes(String attribute, int rank) {
    return ints(attribute)
        .map(list -> axes(list, rank))
        .orElseGet(() -> IntStream.range(0, rank).boxed().toList());
  }

  /** Axes counted from the front. */
  public List<Integer> axes(List<Long> axes, int rank) {
    return axes.stream().map(axis -> axis(axis, rank)).toList();
  }

  /** What is known of all inputs from a position on. */
  public List<Inferred.Output> inputsFrom(int first) {
    return IntStream.range(first, Math.max(first, inputs()))
        .mapToObj(i -> new Inferred.Output(type(i), values(i)))
        .toList();
  }

  /** The graph of an attribute, inferred for inputs. Empty where there is no such attribute. */
  public Optional<Body> body(String attribute, List<Inferred.Output> inputs) {
    if (!(node.attributes().get(attribute) instanceof Attribute.OfGraph graph)) {
      return Optional.empty();
    }
    Body found = walk.walk(attribute, graph.value(), inputs);
    bodies.put(attribute, found);
    return Optional.of(found);
  }

  /** The graph of an attribute as it was inferred last, for counting. */
  public Optional<Body> body(String attribute) {
    return Optional.ofNullable(bodies.get(attribute));
  }

  /** An error that names the node. */
  public IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "node " + node.name() + " (" + node.operator() + "): " + message);
  }
}
