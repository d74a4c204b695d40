package io.vitrine.tuning;

import io.vitrine.model.Dim;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the values that the loss is to take. Cross entropy takes logits and normalises them itself,
 * so of a network that ends in probabilities it must take what they were made from. (Of
 * log-probabilities it makes the same as of logits: their softmax sums to 1 already.)
 */
final class Answer {
  /** Nodes between the last normalisation and the output that leave every number as it is. */
  private static final Set<String> PASSING =
      Set.of("Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Cast", "Dropout");

  private final Draft draft;

  private Answer(Draft draft) {
    this.draft = draft;
  }

  /** The name of the logits; a network that ends in probabilities has it said. */
  static String of(Draft draft) {
    return new Answer(draft).find();
  }

  private String find() {
    if (draft.outputs().size() > 1) {
      String first = draft.outputs().get(0).name();
      draft.say("outputs.first", draft.outputs().size(), first);
    }
    String output = draft.outputs().get(0).name();
    List<Node> behind = new ArrayList<>();
    String value = output;
    Optional<Node> node = draft.producer(value);
    while (node.isPresent() && PASSING.contains(node.get().qualifiedOperator())) {
      behind.add(0, node.get());
      value = node.get().inputs().get(0);
      node = draft.producer(value);
    }
    Optional<String> before = node.flatMap(this::beforeNormalization);
    if (before.isEmpty()) {
      node.filter(last -> last.qualifiedOperator().equals("LogSoftmax"))
          .ifPresent(last -> draft.say("answer.log", last.name()));
      return output;
    }
    draft.say("answer.probabilities", node.orElseThrow().name(), before.get());
    return repeated(behind, before.get());
  }

  /** What probabilities were made from; empty where the node makes none. */
  private Optional<String> beforeNormalization(Node node) {
    return switch (node.qualifiedOperator()) {
      case "Softmax", "Sigmoid" -> node.input(0);
      case "Div" -> spelledOut(node);
      default -> Optional.empty();
    };
  }

  /** {@code exp(x) / sum(exp(x))}, or with a maximum taken off x, which changes nothing. */
  private Optional<String> spelledOut(Node division) {
    Optional<Node> above = division.input(0).flatMap(draft::producer);
    Optional<Node> below = division.input(1).flatMap(draft::producer);
    boolean isSoftmax =
        above.filter(node -> node.qualifiedOperator().equals("Exp")).isPresent()
            && below
                .filter(node -> node.qualifiedOperator().equals("ReduceSum"))
                .flatMap(node -> node.input(0))
                .equals(division.input(0));
    return isSoftmax ? above.flatMap(node -> node.input(0)) : Optional.empty();
  }

  /** The nodes behind the normalisation once more, on what stands before it. */
  private String repeated(List<Node> behind, String from) {
    String value = from;
    for (Node node : behind) {
      List<String> inputs = new ArrayList<>(node.inputs());
      inputs.set(0, value);
      value = draft.unused("logits");
      draft.append(
          new Node(
              value, node.domain(), node.operator(), inputs, List.of(value), node.attributes()));
    }
    return value;
  }

  /**
   * The same values as (N, K), whatever axes of one element they have behind.
   *
   * @throws IllegalArgumentException where they are not one number a class
   */
  static String inRows(Draft draft, String logits) {
    Optional<Shape> found = draft.shapes(2).shape(logits);
    if (found.isEmpty()) {
      return logits;
    }
    Shape shape = found.get();
    boolean ones =
        shape.rank() >= 2 && shape.dims().stream().skip(2).allMatch(dim -> dim.sizeOr(1) == 1);
    if (!ones) {
      throw draft.error(
          "expected an output (N, classes), found "
              + shape.with(0, Dim.symbol("N"))
              + " of "
              + logits);
    }
    if (shape.rank() == 2) {
      return logits;
    }
    String name = draft.unused("logits");
    String target = draft.unused(name + ".shape");
    draft.put(Parameter.constant(target, Tensor.of(new long[] {0, -1}, 2)));
    draft.append(new Node(name, "", "Reshape", List.of(logits, target), List.of(name), Map.of()));
    return name;
  }
}
