package io.vitrine.inspect;

import io.vitrine.inspect.NodeEntry.Port;
import io.vitrine.inspect.TensorReport.Part;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.Explanation;
import io.vitrine.statistics.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found, as text for a terminal. */
public final class InspectText {
  private static final String INDENT = "  ";
  private static final int BAR_WIDTH = 40;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final int MOST_READERS = 3;

  /**
   * Attribute in which a reader says why a node computes nothing; with a language at its end too.
   */
  private static final String REASON = "reason";

  private final Locale locale;
  private final Words words;
  private final StringBuilder out = new StringBuilder();

  private InspectText(Locale locale) {
    this.locale = locale;
    this.words = Words.of(locale);
  }

  /**
   * A list of tensors with their sizes, and of nodes where there are any to list.
   *
   * @param found what was looked for
   * @param all what it was looked for in
   */
  public static String of(Inventory found, Inventory all, Locale locale) {
    return new InspectText(locale).list(found, all);
  }

  /** A tensor's facts, statistics and histogram. */
  public static String of(TensorReport report, Locale locale) {
    return new InspectText(locale).tensor(report);
  }

  /** A node's operator, attributes, inputs and outputs. */
  public static String of(String network, NodeEntry entry, Locale locale) {
    return new InspectText(locale).node(network, entry);
  }

  private String list(Inventory found, Inventory all) {
    boolean whole = found.equals(all);
    line(
        words.say(
            whole ? "list.tensors" : "list.tensors.found",
            found.network(),
            found.tensors().size(),
            all.tensors().size(),
            found.elements(),
            NumberText.bytes(found.bytes())));
    if (!found.tensors().isEmpty()) {
      tensors(found.tensors());
    }
    if (!all.nodes().isEmpty()) {
      out.append('\n');
      line(
          words.say(
              whole ? "list.nodes" : "list.nodes.found", found.nodes().size(), all.nodes().size()));
    }
    if (!whole && !found.nodes().isEmpty()) {
      nodes(found.nodes());
    }
    return out.toString();
  }

  private void tensors(List<TensorEntry> tensors) {
    TextTable table = new TextTable(false, false, false, true, true, false, false);
    table.row(
        words.say("name"),
        words.say("type"),
        words.say("shape"),
        words.say("elements"),
        words.say("bytes"),
        words.say("role"),
        words.say("readers"));
    for (TensorEntry entry : tensors) {
      Parameter parameter = entry.parameter();
      table.row(
          entry.name(),
          parameter.elements().name(),
          parameter.shape().toString(),
          NumberText.count(parameter.count()),
          NumberText.count(parameter.bytes()),
          entry.readers().isEmpty() ? "" : words.say("role." + entry.role()),
          readers(entry));
    }
    table.write(out, INDENT);
  }

  private static String readers(TensorEntry entry) {
    List<String> names = entry.readers().stream().limit(MOST_READERS).map(Node::name).toList();
    int more = entry.readers().size() - names.size();
    return String.join(", ", names) + (more > 0 ? ", +" + more : "");
  }

  private void nodes(List<NodeEntry> nodes) {
    TextTable table = new TextTable(false, false, false);
    table.row(words.say("path"), words.say("operator"), words.say("output"));
    for (NodeEntry entry : nodes) {
      table.row(
          entry.path(),
          entry.node().qualifiedOperator(),
          entry.outputs().stream().findFirst().map(port -> port.type().toString()).orElse(""));
    }
    table.write(out, INDENT);
  }

  private String tensor(TensorReport report) {
    TensorEntry entry = report.entry();
    Parameter parameter = entry.parameter();
    line(words.say("tensor.title", entry.name(), report.network()));
    TextTable table = new TextTable(false, false);
    table.row(words.say("type"), parameter.elements().name());
    table.row(words.say("shape"), parameter.shape().toString());
    table.row(words.say("elements"), NumberText.count(parameter.count()));
    table.row(words.say("bytes"), NumberText.count(parameter.bytes()));
    if (!entry.readers().isEmpty()) {
      table.row(words.say("role"), words.say("role." + entry.role()));
      table.row(words.say("readers"), readers(entry));
    }
    if (!entry.otherNames().isEmpty()) {
      table.row(words.say("otherNames"), String.join(", ", entry.otherNames()));
    }
    report.unread().ifPresent(reason -> table.row(words.say("unread"), reason));
    table.write(out, INDENT);
    report.parts().forEach(this::part);
    return out.toString();
  }

  private void part(Part part) {
    Statistics statistics = part.statistics();
    out.append('\n');
    if (part.side() != TensorReport.Side.ALL) {
      line(words.say("side." + part.side()));
    }
    TextTable table = new TextTable(false, false);
    table.row(words.say("min"), NumberText.of(statistics.min()));
    table.row(words.say("max"), NumberText.of(statistics.max()));
    table.row(words.say("mean"), NumberText.of(statistics.mean()));
    table.row(
        words.say("deviation"),
        NumberText.of(statistics.standardDeviation()) + "  " + words.say("deviation.which"));
    table.row(words.say("zeros"), share(statistics.zeros(), statistics.count()));
    table.row("NaN", share(statistics.nans(), statistics.count()));
    table.row("+Infinity", share(statistics.positiveInfinities(), statistics.count()));
    table.row("-Infinity", share(statistics.negativeInfinities(), statistics.count()));
    table.write(out, INDENT);
    bars(statistics);
  }

  private static String share(long part, long whole) {
    return part == 0 ? "0" : NumberText.count(part) + "  (" + NumberText.percent(part, whole) + ")";
  }

  private void bars(Statistics statistics) {
    if (statistics.edges().isEmpty()) {
      return;
    }
    long most = statistics.buckets().stream().max(Long::compare).orElse(1L);
    out.append('\n');
    TextTable table = new TextTable(true, true, false, true);
    table.row(words.say("from"), words.say("to"), "", words.say("count"));
    for (int i = 0; i < statistics.buckets().size(); i++) {
      long count = statistics.buckets().get(i);
      table.row(
          NumberText.of(statistics.edges().get(i)),
          NumberText.of(statistics.edges().get(i + 1)),
          bar(count, most),
          NumberText.count(count));
    }
    table.write(out, INDENT);
  }

  /**
   * A bar as long as its share of the highest, to an eighth of a character; never empty above 0.
   */
  private static String bar(long count, long most) {
    long eighths = Math.round(8.0 * BAR_WIDTH * count / Math.max(1, most));
    long shown = count > 0 ? Math.max(1, eighths) : 0;
    int rest = (int) (shown % 8);
    return "█".repeat((int) (shown / 8)) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
  }

  private String node(String network, NodeEntry entry) {
    Node node = entry.node();
    line(words.say("node.title", entry.path(), network));
    line(INDENT + Explanation.purpose(node, locale));
    TextTable table = new TextTable(false, false);
    table.row(words.say("operator"), node.qualifiedOperator());
    node.origin().fileName().ifPresent(name -> table.row(words.say("fileName"), name));
    node.origin()
        .modules()
        .forEach((path, type) -> table.row(words.say("module"), (path + "  " + type).strip()));
    reason(node).ifPresent(sentence -> table.row(words.say("reason"), sentence));
    node.attributes().entrySet().stream()
        .filter(attribute -> node.domain().isEmpty() || !isReason(attribute.getKey()))
        .forEach(
            attribute ->
                table.row(
                    words.say("attribute", attribute.getKey()),
                    AttributeText.of(attribute.getValue())));
    entry.inputs().forEach(port -> table.row(words.say("input"), text(port)));
    entry.outputs().forEach(port -> table.row(words.say("output"), text(port)));
    table.write(out, INDENT);
    return out.toString();
  }

  /** Why a node computes nothing, which a reader may have said in several languages. */
  private Optional<String> reason(Node node) {
    String english = node.domain().isEmpty() ? "" : node.stringOr(REASON, "");
    String own = node.stringOr(REASON + "_" + words.language(), english);
    return Optional.of(english.isEmpty() ? "" : own).filter(sentence -> !sentence.isEmpty());
  }

  private static boolean isReason(String attribute) {
    return attribute.equals(REASON) || attribute.startsWith(REASON + "_");
  }

  private static String text(Port port) {
    return port.name() + "  " + port.type();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
