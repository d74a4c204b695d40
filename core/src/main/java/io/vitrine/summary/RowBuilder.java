package io.vitrine.summary;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Origin;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.operator.Explanation;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the rows of a network: one for it, one for each group of layers, one for each layer. */
final class RowBuilder {
  private final Network network;
  private final SummaryOptions options;
  private final MemoryEstimate.Sizes sizes;
  private final ShapeTable macShapes;
  private final LayerTree tree;
  private final Set<String> given;
  private final Map<String, List<ParameterTable.Entry>> owned = new HashMap<>();
  private final Map<String, List<SummaryRow.Shared>> shared = new HashMap<>();
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final List<SummaryRow> rows = new ArrayList<>();
  private final Map<String, String> classes = new HashMap<>();
  private final long allParameters;

  private RowBuilder(
      Network network, SummaryOptions options, MemoryEstimate.Sizes sizes, ShapeTable macShapes) {
    this.network = network;
    this.options = options;
    this.sizes = sizes;
    this.macShapes = macShapes;
    ParameterTable parameters = ParameterTable.of(network);
    this.tree = LayerTree.of(network.nodes(), parameters);
    this.given = network.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    parameters.all().filter(entry -> entry.role() != Role.CONSTANT).forEach(this::assign);
    network.nodes().forEach(node -> node.origin().modules().forEach(classes::putIfAbsent));
    this.allParameters =
        parameters.all().mapToLong(e -> ParameterCount.of(e, options).total()).sum();
  }

  /**
   * All rows, every depth, each group before what it holds.
   *
   * @param sizes the shapes at the batch
   * @param macShapes the shapes that multiply-accumulates are counted at
   */
  static List<SummaryRow> rows(
      Network network, SummaryOptions options, MemoryEstimate.Sizes sizes, ShapeTable macShapes) {
    RowBuilder builder = new RowBuilder(network, options, sizes, macShapes);
    builder.add(builder.tree);
    return builder.rows;
  }

  private void assign(ParameterTable.Entry entry) {
    if (entry.parameter().copy().isPresent()) {
      return;
    }
    List<String> users = entry.sharers().stream().map(Node::name).toList();
    if (!users.isEmpty()) {
      owned.computeIfAbsent(users.get(0), name -> new ArrayList<>()).add(entry);
    }
    boolean scale = entry.role() == Role.BUFFER && entry.parameter().count() == 1;
    if (entry.isTied() && !scale) {
      SummaryRow.Shared tensor =
          new SummaryRow.Shared(
              entry.parameter().name(), entry.parameter().count(), users, entry.copies());
      users.forEach(user -> shared.computeIfAbsent(user, name -> new ArrayList<>()).add(tensor));
    }
  }

  /** Adds the rows of a part of the tree and returns the first of them. */
  private SummaryRow add(LayerTree part) {
    int index = counters.merge(part.depth(), 1, Integer::sum);
    int place = rows.size();
    if (part.isGroup()) {
      rows.add(unusedRow(part, index, ParameterCount.ZERO));
      List<SummaryRow> below = part.shown().stream().map(this::add).toList();
      rows.set(place, group(part, index, below));
    } else if (part.node().isPresent()) {
      rows.add(layer(part, index, part.node().get()));
    } else {
      ParameterTable.Entry entry = part.unused().orElseThrow();
      rows.add(unusedRow(part, index, ParameterCount.of(entry, options)));
    }
    return rows.get(place);
  }

  private double share(ParameterCount count) {
    return allParameters == 0 ? 0 : 100.0 * count.total() / allParameters;
  }

  private SummaryRow layer(LayerTree part, int index, Node node) {
    ParameterCount count =
        owned.getOrDefault(node.name(), List.of()).stream()
            .map(entry -> ParameterCount.of(entry, options))
            .reduce(ParameterCount.ZERO, ParameterCount::plus);
    Optional<Shape> input = firstValue(node).flatMap(sizes.shapes()::shape);
    return new SummaryRow(
        node.name(),
        part.depth(),
        index,
        SummaryRow.Kind.LAYER,
        type(node, input),
        input,
        sizes.shapes().outputShape(node),
        count,
        share(count),
        Operators.kernel(node, sizes.shapes()),
        groups(node),
        Tally.of(macShapes.macsOf(node)),
        outputBytes(node),
        shared.getOrDefault(node.name(), List.of()),
        Explanation.purpose(node, options.locale()),
        Explanation.sizeFormula(node, sizes.shapes()).orElse(""),
        Optional.of(node));
  }

  private static String type(Node node, Optional<Shape> input) {
    return Operators.of(node)
        .map(o -> input.map(o::layerName).orElse(o.layerName().replace("%dd", "")))
        .orElse(node.qualifiedOperator());
  }

  private static OptionalLong groups(Node node) {
    return Operators.category(node) == Category.CONVOLUTION
        ? OptionalLong.of(node.intOr("group", 1))
        : OptionalLong.empty();
  }

  private Optional<String> firstValue(Node node) {
    return node.inputs().stream()
        .filter(value -> !value.isEmpty() && !given.contains(value))
        .findFirst();
  }

  /** Bytes made anew: a view of its input has none. */
  private Tally outputBytes(Node node) {
    if (Operators.keeps(node) == Keeps.VIEW) {
      return Tally.ZERO;
    }
    Tally all = Tally.ZERO;
    for (String value : node.outputs()) {
      if (!value.isEmpty()) {
        all = all.plus(Tally.of(sizes.bytes(value)));
      }
    }
    return new Tally(all.known(), Math.min(1, all.unknown()));
  }

  private SummaryRow group(LayerTree part, int index, List<SummaryRow> below) {
    boolean isNetwork = part.depth() == 0;
    ParameterCount count =
        below.stream()
            .map(SummaryRow::parameters)
            .reduce(ParameterCount.ZERO, ParameterCount::plus);
    return new SummaryRow(
        part.path(),
        part.depth(),
        index,
        isNetwork ? SummaryRow.Kind.NETWORK : SummaryRow.Kind.GROUP,
        className(part).orElseGet(() -> isNetwork ? "Network" : chainName(part)),
        isNetwork ? end(network.inputs()) : entry(part),
        isNetwork ? end(network.outputs()) : exit(part),
        count,
        share(count),
        List.of(),
        OptionalLong.empty(),
        below.stream().map(SummaryRow::macs).reduce(Tally.ZERO, Tally::plus),
        below.stream().map(SummaryRow::outputBytes).reduce(Tally.ZERO, Tally::plus),
        sharedWithin(below),
        "",
        "",
        Optional.empty());
  }

  private Optional<Shape> end(List<Value> values) {
    return values.stream().findFirst().flatMap(value -> sizes.shapes().shape(value.name()));
  }

  /** The shape of the first value that comes into a group from outside. */
  private Optional<Shape> entry(LayerTree part) {
    Set<String> inside = new HashSet<>(given);
    part.nodes().forEach(node -> inside.addAll(node.outputs()));
    return part.nodes()
        .flatMap(node -> node.inputs().stream())
        .filter(value -> !value.isEmpty() && !inside.contains(value))
        .findFirst()
        .flatMap(sizes.shapes()::shape);
  }

  private Optional<Shape> exit(LayerTree part) {
    return part.nodes().reduce((first, second) -> second).flatMap(sizes.shapes()::outputShape);
  }

  private static List<SummaryRow.Shared> sharedWithin(List<SummaryRow> below) {
    return below.stream().flatMap(row -> row.shared().stream()).distinct().toList();
  }

  private String chainName(LayerTree part) {
    return part.isChain(given) ? "Sequential" : "Block";
  }

  /** The class of the module that a group stands for, where the file says it. */
  private Optional<String> className(LayerTree part) {
    return Optional.ofNullable(classes.get(part.path())).map(Origin::simpleName);
  }

  private SummaryRow unusedRow(LayerTree part, int index, ParameterCount count) {
    return new SummaryRow(
        part.path(),
        part.depth(),
        index,
        SummaryRow.Kind.UNUSED,
        "Parameter",
        Optional.empty(),
        part.unused().map(entry -> entry.parameter().shape()),
        count,
        share(count),
        List.of(),
        OptionalLong.empty(),
        Tally.ZERO,
        Tally.ZERO,
        List.of(),
        "",
        "",
        Optional.empty());
  }
}
