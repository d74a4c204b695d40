package io.vitrine.formats.exported;

import io.vitrine.formats.aten.Conversion;
import io.vitrine.formats.aten.SizeArithmetic;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.formats.sketch.Drawing;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of one graph of a program, one after the other. A {@code torch.cond} becomes an If,
 * whose branches are graphs with calls of their own, which read the values around them.
 */
final class ExportedCalls {
  private static final String OPERATORS = "torch.ops.";
  private static final String PYTHON = "_operator.";
  private static final String CONDITION = "torch.ops.higher_order.cond";
  private static final int MOST_DEPTH = 16;

  private final JsonValue graph;
  private final Sketch sketch;
  private final int depth;
  private final Map<String, Arg> values = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final ExportedArgs args = new ExportedArgs(values);

  ExportedCalls(JsonValue graph, Sketch sketch) {
    this(graph, sketch, 0);
  }

  private ExportedCalls(JsonValue graph, Sketch sketch, int depth) {
    this.graph = graph;
    this.sketch = sketch;
    this.depth = depth;
  }

  void put(String name, Arg value) {
    values.put(name, value);
    known.add(name);
  }

  /** What an argument of the schema stands for. */
  Arg argument(JsonValue argument) {
    return args.of(argument);
  }

  Optional<Arg> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<TensorMeta> meta(String value) {
    return TensorMeta.of(graph.get("tensor_values").get(value));
  }

  /** Adds the nodes of all calls. */
  void run() {
    List<JsonValue> nodes = graph.get("nodes").items();
    for (int i = 0; i < nodes.size(); i++) {
      checkReads(nodes.get(i), i);
      call(nodes.get(i));
    }
  }

  /** Nodes are in running order, so a circle shows as a value that is read too early. */
  private void checkReads(JsonValue node, int index) {
    List<String> reads = new ArrayList<>();
    for (JsonValue input : node.get("inputs").items()) {
      JsonValue argument = input.get("arg");
      argument.get("as_tensor").get("name").text().ifPresent(reads::add);
      argument.get("as_tensors").items().forEach(t -> t.get("name").text().ifPresent(reads::add));
    }
    for (String read : reads) {
      if (!known.contains(read)) {
        throw new IllegalArgumentException(
            "node %d (%s) reads '%s', which no input and no node before it makes"
                .formatted(index, node.get("target").text().orElse("unnamed"), read));
      }
    }
    List<String> made = new ArrayList<>();
    node.get("outputs").items().forEach(output -> names(output, made));
    known.addAll(made);
  }

  private void call(JsonValue node) {
    String target = node.get("target").text().orElse("");
    List<String> made = new ArrayList<>();
    node.get("outputs").items().forEach(output -> names(output, made));
    String module = ModulePath.of(node.get("metadata").get("nn_module_stack").text().orElse(""));
    if (target.equals(CONDITION)) {
      Optional<List<Arg>> chosen = condition(node, module, made.size());
      if (chosen.isPresent()) {
        bind(made, chosen.get());
        return;
      }
    }
    Map<String, Arg> named = new LinkedHashMap<>();
    for (JsonValue input : node.get("inputs").items()) {
      named.put(input.get("name").text().orElse(""), args.of(input.get("arg")));
    }
    bind(made, results(target, named, module, made.size()));
  }

  private List<Arg> results(String target, Map<String, Arg> named, String module, int results) {
    if (target.startsWith(PYTHON) || target.startsWith("math.")) {
      String operator = target.substring(target.indexOf('.') + 1);
      Optional<Arg> number =
          SizeArithmetic.of(operator, List.copyOf(named.values()), sketch, module);
      return List.of(number.orElse(new Arg.Other(target)));
    }
    String path = target.startsWith(OPERATORS) ? target.substring(OPERATORS.length()) : target;
    String[] parts = path.split("\\.", 3);
    String domain = parts.length > 1 ? parts[0] : "torch";
    String operator = parts.length > 1 ? parts[1] : parts[0];
    return Conversion.convert(
        new Call(
            domain, operator.isEmpty() ? "unnamed" : operator, List.of(), named, module, results),
        sketch);
  }

  private static void names(JsonValue output, List<String> names) {
    for (JsonValue form : output.entries().values()) {
      form.get("name").text().ifPresent(names::add);
      form.get("as_name").text().ifPresent(names::add);
      form.items().forEach(item -> item.get("name").text().ifPresent(names::add));
    }
  }

  private void bind(List<String> names, List<Arg> results) {
    List<Arg> flat = new ArrayList<>();
    for (Arg result : results) {
      flat.addAll(result instanceof Arg.Items items ? items.items() : List.of(result));
    }
    for (int i = 0; i < Math.min(names.size(), flat.size()); i++) {
      values.put(names.get(i), flat.get(i));
      if (flat.get(i) instanceof Arg.Value value) {
        meta(names.get(i)).ifPresent(meta -> sketch.declare(value.name(), meta.type()));
      }
    }
  }

  /** An If of the two graphs that a call names; empty where it is no such call. */
  private Optional<List<Arg>> condition(JsonValue node, String module, int results) {
    List<JsonValue> graphs = new ArrayList<>();
    List<Arg> operands = new ArrayList<>();
    for (JsonValue input : node.get("inputs").items()) {
      JsonValue inner = input.get("arg").get("as_graph");
      if (!inner.isNull()) {
        graphs.add(inner);
      } else {
        operands.addAll(flat(args.of(input.get("arg"))));
      }
    }
    boolean usual =
        graphs.size() == 2
            && results > 0
            && depth < MOST_DEPTH
            && operands.stream().allMatch(operand -> operand instanceof Arg.Value);
    if (!usual || operands.isEmpty()) {
      return Optional.empty();
    }
    List<String> reads =
        operands.stream().map(operand -> sketch.current(((Arg.Value) operand).name())).toList();
    List<String> captured = reads.subList(1, reads.size());
    Map<String, Attribute> branches = new LinkedHashMap<>();
    for (int i = 0; i < 2; i++) {
      Optional<Graph> branch = branch(graphs.get(i), captured, results);
      if (branch.isEmpty()) {
        return Optional.empty();
      }
      branches.put(i == 0 ? "then_branch" : "else_branch", new Attribute.OfGraph(branch.get()));
    }
    List<String> made = sketch.node(module, "", "If", List.of(reads.get(0)), branches, results);
    return Optional.of(made.stream().map(name -> (Arg) new Arg.Value(name)).toList());
  }

  private static List<Arg> flat(Arg argument) {
    return argument instanceof Arg.Items items ? items.items() : List.of(argument);
  }

  /** A branch as a graph without inputs, which reads what is around it. */
  private Optional<Graph> branch(JsonValue named, List<String> captured, int results) {
    JsonValue inner = named.get("graph");
    List<String> inputs = new ArrayList<>();
    inner.get("inputs").items().forEach(input -> names(input, inputs));
    if (inputs.size() != captured.size()) {
      return Optional.empty();
    }
    Sketch own = new Sketch();
    ExportedCalls calls = new ExportedCalls(inner, own, depth + 1);
    for (int i = 0; i < inputs.size(); i++) {
      ValueType type = sketch.type(captured.get(i));
      own.input(
          captured.get(i),
          type instanceof ValueType.Unknown ? ValueType.tensor(ElementType.UNDEFINED) : type);
      calls.put(inputs.get(i), new Arg.Value(captured.get(i)));
    }
    calls.run();
    List<String> outputs = new ArrayList<>();
    for (JsonValue output : inner.get("outputs").items()) {
      List<String> names = new ArrayList<>();
      names(output, names);
      names.forEach(
          name ->
              calls
                  .value(name)
                  .ifPresent(
                      value -> {
                        if (value instanceof Arg.Value made) {
                          outputs.add(made.name());
                        }
                      }));
    }
    String name = named.get("name").text().orElse("branch");
    return outputs.size() == results
        ? Optional.of(Drawing.inside(own, name, outputs, Weights.NONE))
        : Optional.empty();
  }
}
