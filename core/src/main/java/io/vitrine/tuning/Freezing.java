package io.vitrine.tuning;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.operator.ParameterTable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which parameters training leaves alone. */
final class Freezing {
  private Freezing() {}

  /**
   * The parameters whose names begin with one of the texts, or that a layer reads whose name does,
   * statistics included, and those that the values which the loss takes do not depend on. Layers
   * count too, since exporters that fold a batch normalisation give its convolution weights without
   * a name that a person knows.
   *
   * @throws IllegalArgumentException where a text begins no name, or nothing is left to train
   */
  static Set<String> of(Draft draft, Network trained, List<String> beginnings) {
    Set<String> frozen = new LinkedHashSet<>();
    for (String beginning : beginnings) {
      Set<String> found = named(trained, beginning);
      if (found.isEmpty()) {
        throw draft.error(
            "no name of a parameter or of its layer begins with '"
                + beginning
                + "'; names begin with "
                + starts(trained));
      }
      frozen.addAll(found);
    }
    List<String> all = trainable(trained);
    if (!frozen.isEmpty()) {
      draft.say("frozen", all.stream().filter(frozen::contains).count(), all.size());
    }
    Set<String> reached = reached(trained);
    List<String> aside = all.stream().filter(name -> !reached.contains(name)).toList();
    if (!aside.isEmpty()) {
      draft.say("frozen.aside", aside.size());
      frozen.addAll(aside);
    }
    if (frozen.containsAll(all)) {
      throw draft.error(
          all.isEmpty()
              ? "it has no parameters that training could change"
              : "all " + all.size() + " parameters would be frozen; nothing is left to train");
    }
    return frozen;
  }

  private static List<String> trainable(Network network) {
    return ParameterTable.of(network)
        .trainable()
        .map(entry -> entry.parameter())
        .filter(parameter -> parameter.elements().isFloat())
        .map(Parameter::name)
        .toList();
  }

  private static Set<String> named(Network network, String beginning) {
    Set<String> read =
        network.nodes().stream()
            .filter(node -> node.name().startsWith(beginning))
            .flatMap(node -> node.inputs().stream())
            .collect(Collectors.toSet());
    return network.parameters().stream()
        .filter(parameter -> parameter.constant().isEmpty())
        .map(Parameter::name)
        .filter(name -> name.startsWith(beginning) || read.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String starts(Network network) {
    List<String> all = trainable(network);
    Stream<String> layers =
        network.nodes().stream()
            .filter(node -> node.inputs().stream().anyMatch(all::contains))
            .map(Node::name);
    return Stream.concat(all.stream(), layers)
        .map(name -> name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** All names that the outputs depend on. */
  private static Set<String> reached(Network network) {
    Set<String> needed = new HashSet<>();
    network.outputs().forEach(output -> needed.add(output.name()));
    for (int i = network.nodes().size() - 1; i >= 0; i--) {
      Node node = network.nodes().get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        InnerGraphs.names(node).forEach(needed::add);
        InnerGraphs.nodes(node).forEach(inner -> needed.addAll(inner.inputs()));
      }
    }
    return needed;
  }
}
