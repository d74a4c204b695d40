package io.vitrine.layout;

import io.vitrine.figure.Flat.Form;
import io.vitrine.figure.Tag;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.render.layout.GraphText;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Looks;
import io.vitrine.view.diagram.block.Tooltips;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what boxes say: of operators, of groups that are closed, of inputs and outputs. */
final class Cards {
  private static final double WIDEST = 170;
  private static final int MOST_LINES = 7;
  private static final int MOST_NAMES = 6;

  private final Tooltips tooltips;
  private final Words words;
  private final Map<String, Integer> used = new HashMap<>();

  Cards(Tooltips tooltips, Words words) {
    this.tooltips = tooltips;
    this.words = words;
  }

  /** A tag whose id no other has. */
  Tag tag(String name, String title) {
    String id = Ids.of(name);
    int times = used.merge(id, 1, Integer::sum);
    return Tag.of(times == 1 ? id : id + "-" + times, title);
  }

  /** An operator: its name, its attributes, its parameters and constants. */
  Card operator(Node node, Stage stage, Scope scope) {
    List<String> lines = new ArrayList<>();
    lines.add(GraphText.fitted(stage.relative(node.name()), WIDEST));
    lines.addAll(packed(Texts.attributes(node)));
    List<String> parameters = new ArrayList<>();
    for (String input : node.inputs()) {
      scope.constant(input).ifPresent(text -> parameters.add(parameter(node, input, text)));
    }
    lines.addAll(packed(parameters));
    return new Card(
        tag(node.name(), tooltips.of(List.of(node))),
        Form.OPERATOR,
        Looks.of(node),
        GraphText.begun(node.operator(), WIDEST),
        few(lines),
        List.of(node),
        Optional.empty());
  }

  private static String parameter(Node node, String input, String text) {
    String name = input.substring(Math.max(input.lastIndexOf('.'), input.lastIndexOf('/')) + 1);
    boolean own = input.startsWith(node.name() + ".") || name.length() <= 12;
    return GraphText.begun((own && !name.contains(":") ? name + " " : "") + text, WIDEST);
  }

  private static List<String> few(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    few.add("…");
    return few;
  }

  /** Attributes, as many on a line as have room. */
  private static List<String> packed(List<String> attributes) {
    List<String> lines = new ArrayList<>();
    for (String attribute : attributes) {
      int last = lines.size() - 1;
      String both = last < 0 ? "" : lines.get(last) + ", " + attribute;
      if (last >= 0 && both.equals(GraphText.begun(both, WIDEST))) {
        lines.set(last, both);
      } else {
        lines.add(GraphText.begun(attribute, WIDEST));
      }
    }
    return lines;
  }

  /** Some names behind a word, on a few lines, and how many more there are. */
  static List<String> listed(Words words, String key, List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
      String said = texts.isEmpty() ? words.say(key, name) : name;
      texts.add(GraphText.fitted(said, WIDEST));
    }
    if (names.size() > MOST_NAMES) {
      texts.add(words.say("operators.more", count(names.size() - MOST_NAMES)));
    }
    return packed(texts);
  }

  /** A group in one box. */
  Card group(Group group, Stage stage) {
    List<Node> nodes = group.allNodes().toList();
    String name = stage.relative(group.path());
    List<String> lines = new ArrayList<>();
    lines.add(words.say("operators.nodes", count(nodes.size())));
    long parameters = tooltips.parameterCount(nodes);
    if (parameters > 0) {
      lines.add(words.say("operators.parameters", count(parameters)));
    }
    boolean repeated = group.times() > 1;
    String title = GraphText.begun(name.isEmpty() ? group.kind() : name, WIDEST);
    String said = repeated ? words.say("diagram.times", group.times(), group.path()) : group.path();
    return new Card(
        tag(group.path(), said + "\n" + tooltips.sums(nodes)),
        Form.GROUP,
        Looks.of(repeated ? group.members().get(0) : group),
        repeated ? title + " × " + group.times() : title,
        lines,
        nodes,
        Optional.of(group));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** An input or an output. */
  Card terminal(Value value, ValueType type, String role) {
    String text = GraphText.begun(type(type), WIDEST);
    return new Card(
        tag(role + "-" + value.name(), words.say("operators." + role, value.name(), type(type))),
        Form.TERMINAL,
        Look.INPUT,
        GraphText.begun(value.name(), WIDEST),
        text.isEmpty() ? List.of() : List.of(text),
        List.of(),
        Optional.empty());
  }

  /** What is known of a value: {@code float32 1×3×224×224}. */
  static String type(ValueType type) {
    if (type instanceof ValueType.OfTensor tensor) {
      String sizes = tensor.shape().map(Texts::of).orElse("…");
      return tensor.elements() + (sizes.isEmpty() ? "" : " " + sizes);
    }
    return type instanceof ValueType.Unknown ? "" : type.toString();
  }
}
