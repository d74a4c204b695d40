package io.vitrine.tuning;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Puts what exporters change for inference back into the form that is trained, where the file still
 * holds it, and says where it does not.
 */
final class TrainingForm {
  private static final String BATCH_NORM = "BatchNormalization";

  private TrainingForm() {}

  static void restore(Draft draft) {
    untie(draft);
    batchNorms(draft);
    dropouts(draft);
  }

  /**
   * Exporters keep equal tensors once and read them through Identity nodes. In training each goes
   * its own way.
   */
  private static void untie(Draft draft) {
    int count = 0;
    for (Node node : List.copyOf(draft.nodes())) {
      Optional<Parameter> shared =
          node.qualifiedOperator().equals("Identity")
              ? node.input(0).flatMap(draft::parameter).filter(p -> p.constant().isEmpty())
              : Optional.empty();
      Optional<Tensor> numbers = shared.flatMap(p -> draft.weights().get(p.name()));
      boolean inside =
          draft.outputs().stream().noneMatch(output -> output.name().equals(node.output()));
      if (numbers.isPresent() && inside) {
        draft.remove(node);
        draft.put(
            Parameter.of(node.output(), numbers.get().elements(), numbers.get().shape()),
            numbers.get());
        count++;
      }
    }
    if (count > 0) {
      draft.say("identity.untied", count);
    }
  }

  private static void batchNorms(Draft draft) {
    List<Node> found = draft.nodes(BATCH_NORM).toList();
    long exported = found.stream().filter(TrainingForm::isInTrainingForm).count();
    for (Node node : found) {
      requireStatistics(draft, node);
      if (isInTrainingForm(node)) {
        draft.replace(node, inInferenceForm(draft, node));
      }
    }
    if (found.isEmpty()) {
      draft.say("batchnorm.none");
      return;
    }
    TreeSet<String> momenta = new TreeSet<>();
    found.forEach(node -> momenta.add(Float.toString(node.floatOr("momentum", 0.9f))));
    draft.say("batchnorm.restored", found.size(), String.join(", ", momenta));
    if (exported > 0) {
      draft.say("batchnorm.form", exported);
    }
  }

  private static boolean isInTrainingForm(Node node) {
    return node.intOr("training_mode", 0) == 1;
  }

  private static void requireStatistics(Draft draft, Node node) {
    for (int i = 3; i <= 4; i++) {
      Optional<Parameter> statistic = node.input(i).flatMap(draft::parameter);
      if (statistic.isEmpty() || statistic.get().constant().isPresent()) {
        throw draft.error(
            "the running statistics of "
                + node.name()
                + " are computed by other nodes, so training cannot move them; export the network in evaluation mode");
      }
    }
  }

  /** The engine trains the form without the new statistics as outputs, and moves them itself. */
  private static Node inInferenceForm(Draft draft, Node node) {
    for (String statistic : node.outputs().subList(1, node.outputs().size())) {
      if (draft.readers(statistic).findAny().isPresent()) {
        throw draft.error(
            node.name()
                + " gives its new statistics to other nodes, which training cannot keep up");
      }
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.remove("training_mode");
    return new Node(
        node.name(),
        node.domain(),
        node.operator(),
        node.inputs(),
        node.outputs().subList(0, 1),
        attributes,
        node.origin());
  }

  private static void dropouts(Draft draft) {
    List<Node> found = draft.nodes("Dropout").toList();
    if (found.isEmpty()) {
      draft.say("dropout.none");
      return;
    }
    TreeSet<String> ratios = new TreeSet<>();
    found.forEach(node -> ratios.add(Double.toString(ratio(draft, node))));
    draft.say("dropout.restored", found.size(), String.join(", ", ratios));
  }

  /** A Dropout's ratio: an input from operator set 12 on, an attribute before. */
  private static double ratio(Draft draft, Node node) {
    float attribute = node.floatOr("ratio", 0.5f);
    double given =
        node.input(1)
            .flatMap(draft::parameter)
            .flatMap(Parameter::constant)
            .map(tensor -> tensor.doubleAt(0))
            .orElse((double) attribute);
    return Math.round(given * 1e6) / 1e6;
  }
}
