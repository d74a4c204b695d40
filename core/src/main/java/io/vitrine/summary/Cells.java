package io.vitrine.summary;

import io.vitrine.language.Bundles;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a summary's cells, totals and notes say: as plain values for programs, and as words and
 * numbers for people in the summary's language.
 */
final class Cells {
  /** What stands in a cell that has nothing to say. */
  static final String NONE = "--";

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Summary summary;
  private final ResourceBundle bundle;

  /** A name and what it is worth, such as one of the totals. */
  record Line(String label, String value) {}

  Cells(Summary summary) {
    this.summary = summary;
    this.bundle = Bundles.of("io.vitrine.summary.messages", summary.options().locale());
  }

  /** A sentence or a word, with texts filled in. */
  String word(String key, Object... texts) {
    return texts.length == 0
        ? bundle.getString(key)
        : new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }

  /** The language of the words, for programs that read them out. */
  String language() {
    return bundle.getLocale().equals(Locale.ROOT) ? "en" : bundle.getLocale().toLanguageTag();
  }

  String heading(Column column) {
    return column == Column.MACS ? perItems("column.macs") : word("column." + column.key());
  }

  /** "MACs per image", or per item, or for the batch that the network fixes. */
  private String perItems(String key) {
    long items = summary.totals().macItems();
    boolean images =
        summary.inputs().stream()
            .findFirst()
            .flatMap(input -> input.type().tensorShape())
            .filter(shape -> shape.rank() == 4)
            .isPresent();
    return items == 1
        ? word(key, word(images ? "per.image" : "per.item"))
        : word(key, word("per.batch", count(items)));
  }

  // --- plain values

  /** A column's value as text for programs; empty where there is none. */
  static Optional<String> raw(SummaryRow row, Column column) {
    String text =
        switch (column) {
          case LAYER -> row.path();
          case TYPE -> row.type();
          case INPUT -> row.input().map(Shape::toString).orElse("");
          case OUTPUT -> row.output().map(Shape::toString).orElse("");
          case TRAINABLE -> trainable(row.parameters());
          case KERNEL -> row.kernel().stream().map(String::valueOf).collect(joinedBy(" x "));
          case SHARED -> row.shared().stream().map(SummaryRow.Shared::name).collect(joinedBy(" "));
          case PURPOSE -> row.purpose();
          case SIZE_FORMULA -> row.sizeFormula();
          case SHARE -> String.format(Locale.ROOT, "%.4f", row.sharePercent());
          default -> whole(row, column).stream().mapToObj(Long::toString).findFirst().orElse("");
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joinedBy(String separator) {
    return Collectors.joining(separator);
  }

  /** A numeric column's value; empty where it is not known. */
  static Optional<Double> number(SummaryRow row, Column column) {
    if (column == Column.SHARE) {
      return Optional.of(row.sharePercent());
    }
    OptionalLong whole = whole(row, column);
    return whole.isPresent() ? Optional.of((double) whole.getAsLong()) : Optional.empty();
  }

  private static OptionalLong whole(SummaryRow row, Column column) {
    return switch (column) {
      case PARAMETERS -> OptionalLong.of(row.parameters().total());
      case BUFFERS -> OptionalLong.of(row.parameters().buffers());
      case PARAMETER_MEMORY -> OptionalLong.of(row.parameters().totalBytes());
      case GROUPS -> row.groups();
      case MACS -> known(row.macs());
      case OUTPUT_MEMORY -> known(row.outputBytes());
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong known(Tally tally) {
    return tally.known() == 0 && !tally.isExact()
        ? OptionalLong.empty()
        : OptionalLong.of(tally.known());
  }

  private static String trainable(ParameterCount count) {
    if (count.total() == 0) {
      return "";
    }
    return count.frozen() == 0 ? "yes" : count.trainable() == 0 ? "no" : "partly";
  }

  // --- for people

  /** A cell's text; the layer's column without the tree. Control characters are replaced. */
  String text(SummaryRow row, Column column) {
    return clean(cell(row, column));
  }

  /** Names come from files: none may break a line or steer a terminal. */
  private static String clean(String text) {
    return CONTROLS.matcher(text).replaceAll("\uFFFD");
  }

  private String cell(SummaryRow row, Column column) {
    return switch (column) {
      case LAYER -> label(row);
      case INPUT -> shape(row.input());
      case OUTPUT -> shape(row.output());
      case SHARE -> row.parameters().total() == 0 ? NONE : percent(row.sharePercent());
      case PARAMETERS -> orNone(row.parameters().total());
      case BUFFERS -> orNone(row.parameters().buffers());
      case GROUPS -> row.groups().isPresent() ? count(row.groups().getAsLong()) : NONE;
      case PARAMETER_MEMORY -> bytesOrNone(new Tally(row.parameters().totalBytes(), 0));
      case MACS -> tally(row.macs());
      case OUTPUT_MEMORY -> bytesOrNone(row.outputBytes());
      case TRAINABLE -> raw(row, column).map(answer -> word("trainable." + answer)).orElse(NONE);
      case PURPOSE, SIZE_FORMULA -> raw(row, column).orElse("");
      default -> raw(row, column).orElse(NONE);
    };
  }

  /** The tree's strokes before each row; none where the rows are sorted. */
  List<String> branches() {
    List<SummaryRow> rows = summary.rows();
    List<String> branches = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder branch = new StringBuilder();
      if (summary.options().sort().isEmpty()) {
        int depth = rows.get(i).depth();
        for (int level = 1; level < depth; level++) {
          branch.append(goesOn(rows, i, level) ? "│  " : "   ");
        }
        if (depth > 0) {
          branch.append(goesOn(rows, i, depth) ? "├─ " : "└─ ");
        }
      }
      branches.add(branch.toString());
    }
    return branches;
  }

  /** Whether a later row continues the branch of a depth that the row at an index lies in. */
  private static boolean goesOn(List<SummaryRow> rows, int index, int depth) {
    for (int i = index + 1; i < rows.size(); i++) {
      if (rows.get(i).depth() <= depth) {
        return rows.get(i).depth() == depth;
      }
    }
    return false;
  }

  /** {@code layer1 (Sequential: 1-1)}; the whole path where the rows are no tree. */
  private String label(SummaryRow row) {
    String name = summary.options().sort().isPresent() ? row.path() : row.name();
    String shown = row.depth() == 0 ? summary.network() : name;
    String mark = row.shared().isEmpty() || row.isSum() ? "" : " *";
    return shown + " (" + row.type() + ": " + row.depth() + "-" + row.index() + ")" + mark;
  }

  private static String shape(Optional<Shape> shape) {
    return shape.map(Shape::toString).orElse("?");
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String orNone(long number) {
    return number == 0 ? NONE : count(number);
  }

  /** To a hundredth; what would round to 0 and is more is said to be less: {@code <0.01%}. */
  static String percent(double percent) {
    return percent > 0 && percent < 0.005
        ? "<0.01%"
        : String.format(Locale.ROOT, "%.2f%%", percent);
  }

  /** A sum of which some may be missing: {@code >= 1,024}, or {@code ?} where nothing is known. */
  private static String tally(Tally tally) {
    return atLeast(tally, tally.known() == 0 ? NONE : count(tally.known()));
  }

  private static String bytesOrNone(Tally tally) {
    return atLeast(tally, tally.known() == 0 ? NONE : bytes(tally.known()));
  }

  private static String atLeast(Tally tally, String known) {
    if (tally.isExact()) {
      return known;
    }
    return tally.known() == 0 ? "?" : ">= " + known;
  }

  /** Bytes in the largest unit of 1,024 that leaves 1 or more: {@code 57.67 MiB}. */
  static String bytes(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= 1024 && unit < UNITS.length - 1) {
      number /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.2f %s", number, UNITS[unit]);
  }

  /** The name of the network, its inputs, the batch, and the order where rows are sorted. */
  String title() {
    String inputs = summary.inputs().stream().map(Cells::input).collect(Collectors.joining(", "));
    String batch = count(summary.totals().batch());
    String title =
        inputs.isEmpty()
            ? word("title.noInputs", summary.network(), batch)
            : word("title", summary.network(), inputs, batch);
    return summary
        .options()
        .sort()
        .map(sort -> clean(word("title.sorted", title, heading(sort.column()))))
        .orElse(clean(title));
  }

  private static String input(Value input) {
    return input.name() + " " + input.type();
  }

  /** The totals in order. */
  List<Line> totals() {
    SummaryTotals totals = summary.totals();
    ParameterCount all = totals.parameters();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(word("total.layers"), count(totals.layers())));
    lines.add(new Line(word("total.parameters"), sized(all.total(), all.totalBytes())));
    lines.add(new Line(word("total.trainable"), count(all.trainable())));
    lines.add(new Line(word("total.frozen"), count(all.frozen())));
    lines.add(new Line(word("total.buffers"), sized(all.buffers(), all.bufferBytes())));
    lines.add(new Line(perItems("total.macs"), total(totals.macs())));
    if (totals.batch() != totals.macItems()) {
      lines.add(
          new Line(
              word("total.macs", word("per.batch", count(totals.batch()))),
              total(totals.batchMacs())));
    }
    lines.addAll(memory(totals));
    return lines;
  }

  private static String total(Tally tally) {
    return tally.known() == 0 && tally.isExact() ? "0" : tally(tally);
  }

  private String sized(long number, long bytes) {
    return number == 0 ? "0" : count(number) + " (" + bytes(bytes) + ")";
  }

  private List<Line> memory(SummaryTotals totals) {
    MemoryEstimate memory = totals.memory();
    String batch = count(totals.batch());
    return List.of(
        memoryLine("total.input", batch, memory.inputBytes(), memory),
        memoryLine("total.kept", batch, memory.keptBytes(), memory),
        memoryLine("total.inference", batch, memory.inferencePeakBytes(), memory),
        memoryLine("total.training", batch, memory.trainingPeakBytes(), memory));
  }

  private Line memoryLine(String key, String batch, long bytes, MemoryEstimate memory) {
    return new Line(
        word(key, batch), atLeast(new Tally(bytes, memory.unknownValues()), bytes(bytes)));
  }

  /** What a reader must know beside the numbers: types, sharing, gaps. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    byType().ifPresent(notes::add);
    for (SummaryRow.Shared shared : summary.shared()) {
      notes.add(
          word(
              shared.copies().isEmpty() ? "note.shared" : "note.copied",
              shared.name(),
              count(shared.count()),
              String.join(", ", shared.layers()),
              shared.owner(),
              String.join(", ", shared.copies())));
    }
    gap("note.macs", summary.totals().macs().unknown()).ifPresent(notes::add);
    gap("note.sizes", summary.totals().memory().unknownValues()).ifPresent(notes::add);
    summary.problems().forEach(problem -> notes.add(word("note.problem", problem)));
    return notes.stream().map(Cells::clean).toList();
  }

  private Optional<String> gap(String key, int unknown) {
    return unknown == 0 ? Optional.empty() : Optional.of(word(key, count(unknown)));
  }

  private Optional<String> byType() {
    long all = summary.totals().parameters().total();
    String parts =
        summary.totals().byType().entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue().total(), a.getValue().total()))
            .map(e -> e.getKey() + " " + share(e.getValue().total(), all))
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? Optional.empty() : Optional.of(word("note.types", parts));
  }

  private static String share(long part, long all) {
    return count(part) + " (" + percent(100.0 * part / all) + ")";
  }
}
