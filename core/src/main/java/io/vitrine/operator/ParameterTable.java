package io.vitrine.operator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.entry.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each parameter of a network is and which nodes read it. A tensor counts once however often
 * it is used; where several nodes read one or a copy of it, it is tied and belongs to the first of
 * them. A node whose inner graphs (of an If, a Loop) read or hold a parameter counts as its reader;
 * one that only makes another type of it does not, where another reads what it gives.
 */
public final class ParameterTable {
  /**
   * One parameter.
   *
   * @param role what it is to the first node that reads it
   * @param users the nodes that read it, in running order; empty for a parameter nothing reads
   * @param sharers the nodes that read it or a copy of it, in running order; it counts at the first
   * @param copies the names of the parameters that repeat it
   */
  public record Entry(
      Parameter parameter, Role role, List<Node> users, List<Node> sharers, List<String> copies) {
    public Entry {
      users = List.copyOf(users);
      sharers = List.copyOf(sharers);
      copies = List.copyOf(copies);
    }

    public boolean isTied() {
      return sharers.size() > 1;
    }
  }

  private static final Set<String> CONVERSIONS = Set.of("Cast", "DequantizeLinear");

  /** A parameter behind more conversions than this belongs to one of them. */
  private static final int LONGEST_WAY = 4;

  private final Map<String, Entry> entries;

  private ParameterTable(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** The parameters of a network and of the graphs inside its nodes. */
  public static ParameterTable of(Network network) {
    Map<String, List<Node>> users = new LinkedHashMap<>();
    Readers readers = new Readers();
    List<Parameter> parameters = new ArrayList<>(network.parameters());
    for (Node node : network.nodes()) {
      readers.add(node);
      Readers.names(node).forEach(name -> addUser(users, name, node));
      Readers.parameters(node).forEach(parameters::add);
    }
    Map<String, List<String>> copies = copies(parameters);
    Set<String> stored = parameters.stream().map(Parameter::name).collect(toSet());
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      List<Node> readBy = readers(name, users, stored, LONGEST_WAY);
      List<String> again = copies.getOrDefault(name, List.of());
      Set<String> names = new HashSet<>(again);
      names.add(name);
      List<Node> sharers =
          again.isEmpty()
              ? readBy
              : network.nodes().stream()
                  .filter(node -> Readers.names(node).anyMatch(names::contains))
                  .toList();
      entries.putIfAbsent(
          name, new Entry(parameter, readers.role(parameter), readBy, sharers, again));
    }
    return new ParameterTable(entries);
  }

  /** The nodes that read a value; behind a conversion of it those that read what that gives. */
  private static List<Node> readers(
      String name, Map<String, List<Node>> users, Set<String> stored, int way) {
    return users.getOrDefault(name, List.of()).stream()
        .flatMap(
            node ->
                way > 0
                        && isConversion(node)
                        && node.input(0).filter(from -> isOf(from, name, stored)).isPresent()
                        && users.containsKey(node.output())
                    ? readers(node.output(), users, stored, way - 1).stream()
                    : Stream.of(node))
        .distinct()
        .toList();
  }

  /** Whether what is converted is the value itself, or a parameter that it scales. */
  private static boolean isOf(String converted, String name, Set<String> stored) {
    return converted.equals(name) || stored.contains(converted);
  }

  /** Whether a node gives the numbers that it reads in another type. */
  public static boolean isConversion(Node node) {
    return CONVERSIONS.contains(node.qualifiedOperator());
  }

  /** The names of the copies of each parameter that has some. */
  private static Map<String, List<String>> copies(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.copy().isPresent())
        .collect(
            groupingBy(
                parameter -> parameter.copy().orElseThrow().of(),
                mapping(Parameter::name, toList())));
  }

  private static void addUser(Map<String, List<Node>> users, String name, Node node) {
    List<Node> all = users.computeIfAbsent(name, key -> new ArrayList<>());
    if (all.isEmpty() || !all.get(all.size() - 1).equals(node)) {
      all.add(node);
    }
  }

  /** All parameters, in the network's order. */
  public Stream<Entry> all() {
    return entries.values().stream();
  }

  /** The parameters that training changes by their gradients, in the network's order. */
  public Stream<Entry> trainable() {
    return all().filter(entry -> entry.role().isTrainable());
  }

  /** The trainable tensors of the gradient views: all weights, biases only where asked for. */
  public List<String> gradientNames(boolean biases) {
    return trainable()
        .filter(entry -> biases || entry.role() == Role.WEIGHT)
        .map(entry -> entry.parameter().name())
        .toList();
  }

  /** The parameters that belong to a node: those of which it is the first reader. */
  public List<Entry> of(Node node) {
    return all()
        .filter(entry -> !entry.users().isEmpty() && entry.users().get(0).equals(node))
        .toList();
  }

  /** The entry of a parameter. Throws {@link IllegalArgumentException} where there is none. */
  public Entry entry(String name) {
    Entry found = entries.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no parameter '" + name + "'; there are " + entries.keySet());
    }
    return found;
  }
}
