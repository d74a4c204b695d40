package io.vitrine.view.diagram.block;

import io.vitrine.grouping.Grouping;
import io.vitrine.model.Dim;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.Explanation;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeTable;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.block.Block.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said of blocks and their parts: layers, shapes, parameters, multiply-accumulates. */
public final class Tooltips {
  private static final int MOST_NAMED = 6;

  private final Words words;
  private final ShapeTable shapes;
  private final Map<String, Long> counts = new HashMap<>();

  private Tooltips(Words words, ShapeTable shapes, ParameterTable parameters) {
    this.words = words;
    this.shapes = shapes;
    parameters
        .trainable()
        .filter(entry -> !entry.users().isEmpty())
        .forEach(
            entry ->
                counts.merge(entry.users().get(0).name(), entry.parameter().count(), Long::sum));
  }

  public static Tooltips of(Grouping grouping, Words words) {
    return new Tooltips(words, grouping.shapes(), ParameterTable.of(grouping.network()));
  }

  /** One line for each part, and the sums where there are several. */
  public String of(Block block) {
    List<String> lines = new ArrayList<>();
    boolean repeated = block.times() > 1;
    lines.add(repeated ? words.say("diagram.times", block.times(), block.range()) : block.path());
    boolean single = block.parts().size() == 1 && block.layers().size() > MOST_NAMED;
    if (!single) {
      block.parts().forEach(part -> lines.add(of(part)));
    }
    if (single || block.parts().size() > 1) {
      lines.add(sums(block.nodes()));
    }
    return String.join("\n", lines);
  }

  /** The layers of a part, the shapes it takes and makes, its formula, its sums. */
  public String of(Part part) {
    return of(part.layers());
  }

  /** The same of nodes that are one layer. */
  public String of(List<Node> layer) {
    if (layer.isEmpty()) {
      return "";
    }
    Node first = layer.get(0);
    List<String> facts = new ArrayList<>();
    facts.add(words.say("diagram.part", first.name(), names(layer), shape(first)));
    Explanation.sizeFormula(first, shapes).ifPresent(facts::add);
    facts.add(sums(layer));
    first.origin().fileName().ifPresent(name -> facts.add(words.say("diagram.fileName", name)));
    return String.join(words.say("separator"), facts);
  }

  private String names(List<Node> layer) {
    return layer.stream().map(this::name).collect(Collectors.joining(" + "));
  }

  /** The operator, with the kernel of a convolution or a pool. */
  private String name(Node node) {
    List<Long> kernel = node.intsOr("kernel_shape", List.of());
    return kernel.isEmpty()
        ? node.operator()
        : node.operator()
            + " "
            + kernel.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private String shape(Node node) {
    return shapes.inputShape(node, 0).map(Tooltips::item).orElse("?")
        + " -> "
        + shapes.outputShape(node).map(Tooltips::item).orElse("?");
  }

  /** What the network takes, without its batch; {@code ?} where that is not known. */
  public String input(String value) {
    return shapes.shape(value).map(Tooltips::item).orElse("?");
  }

  /** The same along an edge, which has no room for the long names of open sizes. */
  public String inputInShort(String value) {
    return shapes.shape(value).map(shape -> item(shape, Extent::named)).orElse("?");
  }

  /** A shape without its batch: {@code 64 x 32 x 32}. */
  static String item(Shape shape) {
    return item(shape, Object::toString);
  }

  private static String item(Shape shape, Function<Dim, String> word) {
    return shape.rank() < 2
        ? shape.toString()
        : shape.subShape(1, shape.rank()).dims().stream()
            .map(word)
            .collect(Collectors.joining(" x "));
  }

  /** Parameters and multiply-accumulates of nodes. */
  public String sums(List<Node> nodes) {
    return words.say("diagram.sums", count(parameterCount(nodes)), count(macs(nodes)));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  public long parameterCount(List<Node> nodes) {
    return nodes.stream().mapToLong(node -> counts.getOrDefault(node.name(), 0L)).sum();
  }

  /** For one item of a batch. */
  public long macs(List<Node> nodes) {
    return nodes.stream().mapToLong(node -> shapes.macsOf(node).orElse(0)).sum();
  }

  /** The same as text; at least so many where those of a node are not known, ? where none are. */
  public String macsText(List<Node> nodes) {
    boolean all = nodes.stream().allMatch(node -> shapes.macsOf(node).isPresent());
    if (!all && macs(nodes) == 0) {
      return "?";
    }
    return (all ? "" : ">= ") + String.format(Locale.ROOT, "%,d", macs(nodes));
  }
}
