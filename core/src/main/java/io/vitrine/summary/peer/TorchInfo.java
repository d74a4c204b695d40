package io.vitrine.summary.peer;

import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.summary.Column;
import io.vitrine.summary.ParameterCount;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.summary.SummaryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of torchinfo 1.8, by its rules: modules only, each tensor counted once, a module used
 * again marked {@code (recursive)}; multiply-adds of the whole batch with the bias among them, for
 * modules with parameters alone: parameters x batch x spatial size of the output for convolutions,
 * parameters x all output sizes but the last for linear layers, parameters x batch for all others.
 * Megabytes are 1,000,000 bytes; forward and backward pass take twice the outputs of the layers
 * with parameters.
 */
public final class TorchInfo {
  private static final int NAME_WIDTH = 40;
  private static final int COLUMN_WIDTH = 25;
  private static final int INDENT = 5;
  private static final Map<Column, String> HEADINGS = headings();

  private final Summary ours;
  private final SummaryOptions options;
  private final List<TorchModule> modules;
  private final List<Column> columns;

  private TorchInfo(Summary ours, SummaryOptions options, List<TorchModule> modules) {
    this.ours = ours;
    this.options = options;
    this.modules = modules;
    this.columns = options.columns().stream().filter(HEADINGS::containsKey).toList();
  }

  private static Map<Column, String> headings() {
    Map<Column, String> headings = new LinkedHashMap<>();
    headings.put(Column.INPUT, "Input Shape");
    headings.put(Column.OUTPUT, "Output Shape");
    headings.put(Column.PARAMETERS, "Param #");
    headings.put(Column.SHARE, "Param %");
    headings.put(Column.KERNEL, "Kernel Shape");
    headings.put(Column.GROUPS, "Groups");
    headings.put(Column.MACS, "Mult-Adds");
    headings.put(Column.TRAINABLE, "Trainable");
    return headings;
  }

  /**
   * The table.
   *
   * @param options of which batch, depth, columns (those that torchinfo has), frozen names and
   *     language count
   * @param shapes of the inputs, as for {@link Summary#of(Network, SummaryOptions, Shape...)}
   */
  public static TorchInfo of(Network network, SummaryOptions options, Shape... shapes) {
    Summary ours = Summary.of(network, options.whole(), shapes);
    return new TorchInfo(ours, options, TorchModule.of(network, ours));
  }

  private Stream<TorchModule> leaves() {
    return modules.stream().filter(module -> !module.row().isSum());
  }

  /** Multiply-adds of the batch. */
  public long multAdds() {
    return leaves().mapToLong(TorchInfo::multAdds).sum();
  }

  private static long multAdds(TorchModule module) {
    Category category = module.row().node().map(Operators::category).orElse(Category.OTHER);
    Optional<Shape> output = module.row().output();
    long times =
        switch (category) {
          case CONVOLUTION -> output.map(shape -> product(shape, 1, 1)).orElse(0L);
          case LINEAR -> output.map(s -> product(s, s.rank() - 1, s.rank() - 1)).orElse(0L);
          default -> output.map(shape -> product(shape, 1, shape.rank() - 1)).orElse(0L);
        };
    return Math.multiplyExact(module.count(), times);
  }

  /** The product of a shape's sizes without the axes from one to another; unknown ones are 0. */
  private static long product(Shape shape, int from, int to) {
    long product = 1;
    for (int i = 0; i < shape.rank(); i++) {
      product *= i >= from && i <= to ? 1 : shape.dim(i).sizeOr(0);
    }
    return product;
  }

  /** The table as it is printed. */
  public String text() {
    List<TorchModule> shown =
        modules.stream().filter(module -> module.row().depth() <= options.depth()).toList();
    List<String> names = names(shown);
    int nameWidth = nameWidth(shown, names);
    String rule = "=".repeat(nameWidth + columns.size() * COLUMN_WIDTH);
    List<String> lines = new ArrayList<>();
    lines.add(rule);
    List<String> headings = columns.stream().map(HEADINGS::get).toList();
    lines.add(line("Layer (type:depth-idx)", nameWidth, headings));
    lines.add(rule);
    for (int i = 0; i < shown.size(); i++) {
      TorchModule module = shown.get(i);
      List<String> cells = columns.stream().map(column -> cell(module, column)).toList();
      lines.add(line(start(module.row().depth()) + names.get(i), nameWidth, cells));
    }
    lines.add(rule);
    lines.addAll(totals());
    lines.add(rule);
    lines.addAll(sizes());
    lines.add(rule);
    return String.join("\n", lines) + "\n";
  }

  private List<String> names(List<TorchModule> shown) {
    Map<Integer, Integer> counters = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (TorchModule module : shown) {
      int depth = module.row().depth();
      int index = counters.merge(depth, 1, Integer::sum);
      names.add(depth == 0 ? ours.network() : module.row().type() + ": " + depth + "-" + index);
    }
    return names;
  }

  /** The longest name with its indent, rounded up to a multiple of the indent. */
  private static int nameWidth(List<TorchModule> shown, List<String> names) {
    int longest = 0;
    for (int i = 0; i < shown.size(); i++) {
      int indent = shown.get(i).row().depth() * INDENT + 1;
      longest = Math.max(longest, names.get(i).length() + indent);
    }
    return longest < NAME_WIDTH ? NAME_WIDTH : (longest + INDENT - 1) / INDENT * INDENT;
  }

  private static String line(String name, int nameWidth, List<String> cells) {
    StringBuilder line = new StringBuilder(left(name, nameWidth)).append(' ');
    cells.forEach(cell -> line.append(left(cell, COLUMN_WIDTH)).append(' '));
    return line.toString().stripTrailing();
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String start(int depth) {
    return switch (depth) {
      case 0 -> "";
      case 1 -> "├─";
      default -> "│    ".repeat(depth - 1) + "└─";
    };
  }

  private String cell(TorchModule module, Column column) {
    SummaryRow row = module.row();
    boolean numbers = !row.isSum() || row.depth() == options.depth();
    ParameterCount count = row.parameters();
    return switch (column) {
      case INPUT -> brackets(row.input());
      case OUTPUT -> brackets(row.output());
      case PARAMETERS -> module.isRepeated() ? "(recursive)" : numbers ? parameters(count) : "--";
      case SHARE -> numbers && count.total() > 0 ? percent(row.sharePercent()) : "--";
      case KERNEL -> row.kernel().isEmpty() ? "--" : row.kernel().toString();
      case GROUPS -> row.groups().isPresent() ? Long.toString(row.groups().getAsLong()) : "--";
      case MACS -> numbers ? orNone(below(module)) : "--";
      default -> trainable(count);
    };
  }

  /** The multiply-adds of a layer, or of all layers below a group. */
  private long below(TorchModule module) {
    String path = module.row().path();
    return module.row().isSum()
        ? leaves()
            .filter(leaf -> leaf.row().path().startsWith(path + "."))
            .mapToLong(TorchInfo::multAdds)
            .sum()
        : multAdds(module);
  }

  private static String brackets(Optional<Shape> shape) {
    return shape.map(s -> s.toString().replace('(', '[').replace(')', ']')).orElse("--");
  }

  private static String parameters(ParameterCount count) {
    String number = orNone(count.total());
    return count.frozen() > 0 && count.trainable() == 0 ? "(" + number + ")" : number;
  }

  private static String trainable(ParameterCount count) {
    if (count.total() == 0) {
      return "--";
    }
    return count.frozen() == 0 ? "True" : count.trainable() == 0 ? "False" : "Partial";
  }

  private static String orNone(long number) {
    return number == 0 ? "--" : count(number);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }

  private List<String> totals() {
    ParameterCount count = ours.totals().parameters();
    return List.of(
        "Total params: " + count(count.total()),
        "Trainable params: " + count(count.trainable()),
        "Non-trainable params: " + count(count.frozen()),
        "Total mult-adds" + readable(multAdds()));
  }

  /** A number under the largest unit that leaves 1 or more: {@code (M): 312.42}. */
  private static String readable(long number) {
    String units = "kMGT";
    int unit = number < 1e6 ? 0 : number < 1e9 ? 1 : number < 1e12 ? 2 : 3;
    double scaled = number / Math.pow(1000, unit + 1);
    return number < 1000
        ? ": " + number
        : String.format(Locale.ROOT, " (%s): %.2f", units.charAt(unit), scaled);
  }

  private List<String> sizes() {
    double input = inputBytes() / 1e6;
    double passes =
        leaves()
                .filter(leaf -> !leaf.parameters().isEmpty())
                .mapToLong(leaf -> leaf.row().outputBytes().known())
                .sum()
            * 2
            / 1e6;
    double parameters = ours.totals().parameters().totalBytes() / 1e6;
    return List.of(
        "Input size (MB): " + decimals(input),
        "Forward/backward pass size (MB): " + decimals(passes),
        "Params size (MB): " + decimals(parameters),
        "Estimated Total Size (MB): " + decimals(input + passes + parameters));
  }

  private double inputBytes() {
    return ours.totals().memory().inputBytes();
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  /** Says in the options' language how this counting differs from ours. */
  public String difference() {
    return new Words(options.locale())
        .of(
            "torchinfo",
            count(multAdds()),
            count(ours.totals().batch()),
            count(ours.totals().batchMacs().known()));
  }
}
