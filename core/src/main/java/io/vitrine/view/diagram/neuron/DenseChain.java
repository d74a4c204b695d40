package io.vitrine.view.diagram.neuron;

import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.diagram.neuron.Dense.Matrix;
import io.vitrine.view.diagram.neuron.Dense.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a network as fully connected layers, one after another. */
final class DenseChain {
  private static final Set<Category> KEEPING =
      Set.of(Category.ACTIVATION, Category.NORMALIZATION, Category.ELEMENTWISE);
  private static final Set<Category> UNSEEN = Set.of(Category.SHAPE, Category.REGULARIZATION);

  private final Grouping grouping;
  private final Weights weights;
  private final Map<String, Parameter> parameters = new HashMap<>();
  private final Map<String, Node> makers = new HashMap<>();
  private final Set<String> data = new HashSet<>();
  private final List<Dense> layers = new ArrayList<>();
  private String value = "";

  private DenseChain(Grouping grouping, Weights weights) {
    this.grouping = grouping;
    this.weights = weights;
    grouping.network().parameters().forEach(p -> parameters.put(p.name(), p));
    grouping.network().inputs().forEach(input -> data.add(input.name()));
    grouping.root().mainNodes().forEach(node -> data.addAll(node.outputs()));
    for (Node node : grouping.network().nodes()) {
      node.outputs().forEach(output -> makers.put(output, node));
    }
  }

  /**
   * The layers of a network.
   *
   * @throws IllegalArgumentException where something else is in it, or layers do not follow one
   *     another; the message names it and says which styles draw it
   */
  static List<Dense> of(Grouping grouping, Weights weights) {
    DenseChain chain = new DenseChain(grouping, weights);
    List<String> inputs = grouping.network().inputs().stream().map(v -> v.name()).toList();
    chain.value = inputs.isEmpty() ? "" : inputs.get(0);
    chain.read(grouping.root());
    if (chain.layers.isEmpty()) {
      throw new IllegalArgumentException(
          grouping.network().name() + " has no fully connected layer; " + otherStyles());
    }
    return chain.layers;
  }

  private static String otherStyles() {
    return "draw it with the style block or lenet";
  }

  /** An activation of several nodes is read as one. */
  private void read(Group group) {
    if (group.isNode()) {
      read(group.nodes().get(0));
    } else if (group.is(Kinds.ACTIVATION)) {
      List<Node> nodes = group.mainNodes().toList();
      value = nodes.get(nodes.size() - 1).output();
      follow(nodes.size() == 1 ? nodes.get(0).operator() : group.kind());
    } else {
      group.members().forEach(this::read);
    }
  }

  private void read(Node node) {
    List<String> taken = node.inputs().stream().filter(data::contains).toList();
    if (!taken.equals(List.of(value))) {
      throw refusal(node, "does not take what " + (layers.isEmpty() ? "goes in" : "is before it"));
    }
    Category category = Operators.category(node);
    if (category == Category.LINEAR) {
      layers.add(dense(node));
    } else if (isBias(node)) {
      Dense last = layers.remove(layers.size() - 1);
      layers.add(last.with(tensor(constant(node))));
    } else if (KEEPING.contains(category)) {
      follow(node.operator());
    } else if (!UNSEEN.contains(category)) {
      throw refusal(node, "is not fully connected");
    }
    value = node.output();
  }

  private void follow(String operator) {
    if (!layers.isEmpty()) {
      layers.add(layers.remove(layers.size() - 1).then(operator));
    }
  }

  private IllegalArgumentException refusal(Node node, String why) {
    return new IllegalArgumentException(
        node.name()
            + ", "
            + node.operator()
            + ", "
            + why
            + "; the style neuron draws fully connected layers one after another: "
            + otherStyles());
  }

  private boolean isBias(Node node) {
    return node.operator().equals("Add")
        && !layers.isEmpty()
        && layers.get(layers.size() - 1).bias().isEmpty()
        && layers.get(layers.size() - 1).after().isEmpty()
        && parameters.containsKey(constant(node));
  }

  /** The input of a node that is not data. */
  private String constant(Node node) {
    return node.inputs().stream().filter(name -> !data.contains(name)).findFirst().orElse("");
  }

  private Dense dense(Node node) {
    int from = units(node, grouping.shapes().inputShape(node, node.inputs().indexOf(value)));
    int to = units(node, grouping.shapes().outputShape(node));
    boolean gemm = node.operator().equals("Gemm");
    Optional<Tensor> bias = gemm ? node.input(2).flatMap(this::tensor) : Optional.empty();
    return new Dense(node.name(), from, to, matrix(node, from * (long) to), bias, List.of());
  }

  private int units(Node node, Optional<Shape> shape) {
    if (shape.isEmpty() || shape.get().rank() != 2 || shape.get().size(1) < 1) {
      throw refusal(
          node,
          "has shape " + shape.map(Shape::toString).orElse("?") + " where (N, units) is expected");
    }
    return Math.toIntExact(shape.get().size(1));
  }

  private Optional<Matrix> matrix(Node node, long count) {
    String name = constant(node);
    Node maker = makers.get(name);
    boolean turned = maker != null && maker.operator().equals("Transpose");
    Order order = (node.intOr("transB", 0) == 1) != turned ? Order.BY_OUTPUT : Order.BY_INPUT;
    boolean second = node.input(1).filter(name::equals).isPresent();
    return tensor(turned && maker != null ? maker.inputs().get(0) : name)
        .filter(tensor -> second && tensor.count() == count)
        .map(tensor -> new Matrix(tensor, order, node.floatOr("alpha", 1)));
  }

  private Optional<Tensor> tensor(String name) {
    Optional<Tensor> given = weights.get(name);
    Parameter parameter = parameters.get(name);
    return given.isPresent() || parameter == null ? given : parameter.constant();
  }
}
