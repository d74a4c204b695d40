package io.vitrine.operator;

import io.vitrine.model.Dim;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.ShapeContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers the shape of every value, node by node in running order. Symbolic dimensions are kept,
 * what cannot be known stays unknown, and small integer tensors (the outputs of Shape, Gather,
 * Concat and the like) are propagated so that computed target shapes are known. One pass; a node
 * whose inputs do not fit becomes a problem, never an exception.
 */
public final class ShapeInference {
  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Map<String, Long> macs = new LinkedHashMap<>();
  private final Map<String, List<Dim>> integers = new HashMap<>();
  private final Map<String, Tensor> constants = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ShapeInference() {}

  /** The shapes that follow from the network's own input shapes. */
  public static ShapeTable infer(Network network) {
    return infer(network, Map.of());
  }

  /**
   * The shapes for a batch size: the first dimension of each input, where it is not fixed, becomes
   * this size.
   */
  public static ShapeTable infer(Network network, long batch) {
    Map<String, Shape> inputs = new HashMap<>();
    for (Value input : network.inputs()) {
      Optional<Shape> shape = input.type().tensorShape();
      if (shape.isPresent() && shape.get().rank() > 0 && !shape.get().dim(0).isKnown()) {
        inputs.put(input.name(), shape.get().withBatch(batch));
      }
    }
    return infer(network, inputs);
  }

  /**
   * The shapes that follow from given input shapes.
   *
   * @throws IllegalArgumentException where a name is no input, or a given shape contradicts a fixed
   *     one
   */
  public static ShapeTable infer(Network network, Map<String, Shape> inputShapes) {
    for (String name : inputShapes.keySet()) {
      if (network.inputs().stream().noneMatch(input -> input.name().equals(name))) {
        throw new IllegalArgumentException("no input '" + name + "' in " + network.name());
      }
    }
    ShapeInference inference = new ShapeInference();
    inference.start(network.graph(), inputShapes);
    network.nodes().forEach(inference::visit);
    return new ShapeTable(inference.types, inference.macs, inference.problems);
  }

  private void start(Graph graph, Map<String, Shape> inputShapes) {
    for (Value declared : graph.declared()) {
      types.put(declared.name(), declared.type());
    }
    for (Parameter parameter : graph.parameters()) {
      types.put(parameter.name(), ValueType.tensor(parameter.elements(), parameter.shape()));
      parameter.constant().ifPresent(tensor -> remember(parameter.name(), tensor));
    }
    for (Value input : graph.inputs()) {
      Shape given = inputShapes.get(input.name());
      types.put(input.name(), given == null ? input.type() : fitted(input, given));
    }
  }

  private static ValueType fitted(Value input, Shape given) {
    Optional<Shape> fixed = input.type().tensorShape();
    if (fixed.isPresent() && !fits(fixed.get(), given)) {
      throw new IllegalArgumentException(
          "input '"
              + input.name()
              + "' is "
              + fixed.get()
              + ", which the shape "
              + given
              + " does not fit");
    }
    return input.type() instanceof ValueType.OfTensor tensor
        ? ValueType.tensor(tensor.elements(), given)
        : input.type();
  }

  private static boolean fits(Shape fixed, Shape given) {
    if (fixed.rank() != given.rank()) {
      return false;
    }
    for (int i = 0; i < fixed.rank(); i++) {
      if (fixed.dim(i).isKnown() && !fixed.dim(i).equals(given.dim(i))) {
        return false;
      }
    }
    return true;
  }

  private void remember(String name, Tensor constant) {
    constants.put(name, constant);
    ShapeContext.integersOf(constant).ifPresent(list -> integers.put(name, list));
  }

  private void visit(Node node) {
    Optional<Operator> operator = Operators.of(node);
    if (operator.isEmpty()) {
      return;
    }
    if (operator.get().macs() == MacRule.NONE) {
      macs.put(node.name(), 0L);
    }
    ShapeContext context = new ShapeContext(node, types, integers, constants);
    try {
      Inferred inferred = operator.get().shapes().infer(context);
      record(node, inferred);
      outputShape(inferred)
          .map(shape -> operator.get().macs().macs(context, shape))
          .ifPresent(count -> count.ifPresent(value -> macs.put(node.name(), value)));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      String message = String.valueOf(e.getMessage());
      problems.add(message.startsWith("node ") ? message : context.error(message).getMessage());
    }
    if (node.attributes().get("value") instanceof io.vitrine.model.Attribute.OfTensor tensor
        && node.operator().equals("Constant")) {
      remember(node.output(), tensor.value());
    }
  }

  private static Optional<Shape> outputShape(Inferred inferred) {
    return inferred.types().isEmpty() ? Optional.empty() : inferred.types().get(0).tensorShape();
  }

  private void record(Node node, Inferred inferred) {
    for (int i = 0; i < Math.min(node.outputs().size(), inferred.types().size()); i++) {
      String output = node.outputs().get(i);
      boolean better =
          inferred.types().get(i).tensorShape().isPresent() || !types.containsKey(output);
      if (!output.isEmpty() && better) {
        types.put(output, inferred.types().get(i));
      }
    }
    inferred
        .integers()
        .filter(list -> list.size() <= 64)
        .ifPresent(list -> integers.put(node.output(), list));
  }
}
