package io.vitrine.summary;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.operator.InputSizes;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of a network's layers: shapes, parameters, multiply-accumulates, memory, totals.
 *
 * @param network the network's name
 * @param inputs its inputs with the shapes that the table is for
 * @param options what it covers and shows
 * @param rows the rows to show, in order: a tree whose groups stand before what they hold, or,
 *     where the options sort, only rows that do not stand for others shown
 * @param layers a row for each layer and each unused parameter, in running order, whatever the
 *     depth
 * @param totals the sums over all layers
 * @param problems layers whose inputs do not fit, each a sentence
 */
public record Summary(
    String network,
    List<Value> inputs,
    SummaryOptions options,
    List<SummaryRow> rows,
    List<SummaryRow> layers,
    SummaryTotals totals,
    List<String> problems) {
  public Summary {
    inputs = List.copyOf(inputs);
    rows = List.copyOf(rows);
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
  }

  /**
   * The usual table.
   *
   * @param shapes of the network's inputs, in order; those not given are the network's own
   * @throws IllegalArgumentException where a shape contradicts the network's
   */
  public static Summary of(Network network, Shape... shapes) {
    return of(network, SummaryOptions.defaults(), shapes);
  }

  /**
   * The table under options.
   *
   * @param shapes of the network's inputs, in order; a first dimension that is left open becomes
   *     the options' batch
   * @throws IllegalArgumentException where a shape contradicts the network's, or a frozen name
   *     names nothing
   */
  public static Summary of(Network network, SummaryOptions options, Shape... shapes) {
    options.frozen().forEach(name -> requireParameters(network, name));
    Batch batch = Batch.of(network, options, List.of(shapes));
    ShapeTable table = ShapeInference.infer(network, batch.shapes());
    ShapeTable single = ShapeInference.infer(network, batch.single());
    MemoryEstimate.Sizes sizes = new MemoryEstimate.Sizes(table, options.activations());
    List<SummaryRow> all = RowBuilder.rows(network, options, sizes, single);
    List<SummaryRow> layers = all.stream().filter(row -> !row.isSum()).toList();
    List<Value> inputs =
        network.inputs().stream()
            .map(
                input ->
                    new Value(input.name(), table.types().getOrDefault(input.name(), input.type())))
            .toList();
    return new Summary(
        network.name(),
        inputs,
        options,
        shown(all, options),
        layers,
        totals(network, batch, table, sizes, all),
        table.problems());
  }

  private static void requireParameters(Network network, String name) {
    SummaryOptions frozen = SummaryOptions.defaults().frozen(Set.of(name));
    if (network.parameters().stream().noneMatch(parameter -> frozen.isFrozen(parameter.name()))) {
      throw new IllegalArgumentException(
          "frozen '"
              + name
              + "' names no parameter of "
              + network.name()
              + " and no path above one");
    }
  }

  private static List<SummaryRow> shown(List<SummaryRow> all, SummaryOptions options) {
    Stream<SummaryRow> deep = all.stream().filter(row -> row.depth() <= options.depth());
    return options
        .sort()
        .map(
            sort ->
                deep.filter(row -> !row.isSum() || row.depth() == options.depth())
                    .sorted(sort::compare)
                    .toList())
        .orElseGet(deep::toList);
  }

  private static SummaryTotals totals(
      Network network,
      Batch batch,
      ShapeTable table,
      MemoryEstimate.Sizes sizes,
      List<SummaryRow> all) {
    SummaryRow whole = all.get(0);
    List<SummaryRow> layers =
        all.stream().filter(row -> row.kind() == SummaryRow.Kind.LAYER).toList();
    Tally batchMacs =
        layers.stream()
            .map(row -> Tally.of(table.macsOf(row.node().orElseThrow())))
            .reduce(Tally.ZERO, Tally::plus);
    return new SummaryTotals(
        layers.size(),
        whole.parameters(),
        batch.size(),
        batch.macItems(),
        whole.macs(),
        batchMacs,
        MemoryEstimate.of(network, sizes, whole.parameters()),
        byType(all));
  }

  private static Map<String, ParameterCount> byType(List<SummaryRow> all) {
    return all.stream()
        .filter(row -> !row.isSum() && row.parameters().total() > 0)
        .collect(
            groupingBy(
                SummaryRow::type,
                LinkedHashMap::new,
                reducing(ParameterCount.ZERO, SummaryRow::parameters, ParameterCount::plus)));
  }

  /** The row of a path among all layers, empty where there is none. */
  public Optional<SummaryRow> layer(String path) {
    return layers.stream().filter(row -> row.path().equals(path)).findFirst();
  }

  /** The parameters that several layers read, each counted once. */
  public List<SummaryRow.Shared> shared() {
    return layers.stream().flatMap(row -> row.shared().stream()).distinct().toList();
  }

  /** Writes the table as text. */
  public void print(PrintStream out) {
    try {
      write(Format.TEXT, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
  }

  /** Writes the table in a format; lines end in a line feed, those of CSV in CR LF. */
  public void write(Format format, Appendable out) throws IOException {
    format.writer().write(this, out);
  }

  /** The table in a format. */
  public String to(Format format) {
    StringBuilder out = new StringBuilder();
    try {
      write(format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * The shapes of the inputs at the batch, and at the batch that multiply-accumulates are counted
   * for: one item, or what the network fixes.
   */
  private record Batch(InputSizes shapes, InputSizes single, long size, long macItems) {
    static Batch of(Network network, SummaryOptions options, List<Shape> given) {
      if (given.size() > network.inputs().size()) {
        throw new IllegalArgumentException(
            network.name()
                + " has "
                + network.inputs().size()
                + " inputs, found "
                + given.size()
                + " shapes");
      }
      Map<String, Shape> wanted = new LinkedHashMap<>();
      for (int i = 0; i < given.size(); i++) {
        wanted.put(network.inputs().get(i).name(), given.get(i));
      }
      InputSizes shapes = InputSizes.of(network, wanted).withBatch(options.batch());
      InputSizes single = shapes.single();
      return new Batch(shapes, single, first(shapes.shapes(), 1), first(single.shapes(), 1));
    }

    private static long first(Map<String, Shape> shapes, long otherwise) {
      return shapes.values().stream()
          .filter(shape -> shape.rank() > 0)
          .findFirst()
          .map(shape -> shape.dim(0).sizeOr(otherwise))
          .orElse(otherwise);
    }
  }
}
