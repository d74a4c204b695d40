package io.vitrine.formats.exported;

import io.vitrine.formats.aten.Conversion;
import io.vitrine.formats.aten.SizeArithmetic;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of one graph of a program, one after the other. Operators that are given graphs, such
 * as {@code torch.cond}, are {@link HigherOrder}'s.
 */
final class ExportedCalls {
  private static final String OPERATORS = "torch.ops.";
  private static final String PYTHON = "_operator.";
  private static final String HIGHER_ORDER = OPERATORS + "higher_order.";

  private final JsonValue graph;
  private final Sketch sketch;
  private final Setting setting;
  private final Optional<Autocast> autocast;
  private final Map<String, Arg> values = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final ExportedArgs args = new ExportedArgs(values);

  ExportedCalls(JsonValue graph, Sketch sketch) {
    this(graph, sketch, Setting.PROGRAM);
  }

  private ExportedCalls(JsonValue graph, Sketch sketch, Setting setting) {
    this.graph = graph;
    this.sketch = sketch;
    this.setting = setting;
    this.autocast = setting.autocast().map(type -> new Autocast(sketch));
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
    if (target.startsWith(HIGHER_ORDER)) {
      Sketch.Mark mark = sketch.mark();
      String operator = target.substring(HIGHER_ORDER.length());
      Optional<List<Arg>> inner =
          HigherOrder.of(operator, node, args, sketch, setting, module, made.size());
      if (inner.isPresent()) {
        bind(made, inner.get());
        return;
      }
      sketch.backTo(mark);
    }
    Map<String, Arg> named = new LinkedHashMap<>();
    for (JsonValue input : node.get("inputs").items()) {
      JsonValue inner = input.get("arg").get("as_graph");
      String name = inner.isNull() ? input.get("name").text().orElse("") : HigherOrder.name(inner);
      named.put(
          name.isEmpty() ? "argument" + named.size() : name,
          inner.isNull()
              ? args.of(input.get("arg"))
              : new Arg.Other(HigherOrder.kept(inner, sketch, setting)));
    }
    bind(made, results(target, named, module, made));
  }

  private List<Arg> results(
      String target, Map<String, Arg> named, String module, List<String> made) {
    if (target.startsWith(PYTHON) || target.startsWith("math.")) {
      String operator = target.substring(target.indexOf('.') + 1);
      List<Arg> operands = List.copyOf(named.values());
      return List.of(
          SizeArithmetic.of(operator, operands, sketch, module)
              .or(() -> SizeArithmetic.truth(operator, operands, sketch, module))
              .orElse(new Arg.Other(target)));
    }
    String path = target.startsWith(OPERATORS) ? target.substring(OPERATORS.length()) : target;
    String[] parts = path.split("\\.", 3);
    String domain = parts.length > 1 ? parts[0] : "torch";
    String operator = parts.length > 1 ? parts[1] : parts[0];
    Call call =
        new Call(
            domain,
            operator.isEmpty() ? "unnamed" : operator,
            List.of(),
            named,
            module,
            made.size());
    Optional<ElementType> gives = made.isEmpty() ? Optional.empty() : real(made.get(0));
    return autocast.isPresent() && gives.isPresent() && !call.isInPlace()
        ? rounded(call, gives.get(), autocast.get(), made)
        : Conversion.convert(call, sketch);
  }

  /** What a call gives in a part of the program in which autocast rounds. */
  private List<Arg> rounded(Call call, ElementType gives, Autocast cast, List<String> made) {
    Map<String, Arg> named = cast.arguments(call.operator(), call.named(), gives, call.module());
    Call typed =
        new Call(call.domain(), call.operator(), List.of(), named, call.module(), call.results());
    List<Arg> results = new ArrayList<>(Conversion.convert(typed, sketch));
    for (int i = 0; i < Math.min(results.size(), made.size()); i++) {
      Arg result = results.get(i);
      results.set(
          i,
          real(made.get(i)).map(type -> cast.result(result, type, call.module())).orElse(result));
    }
    return results;
  }

  /** The type of a value by the file, where it is one of real numbers. */
  private Optional<ElementType> real(String value) {
    return meta(value).map(TensorMeta::elements).filter(ElementType::isFloat);
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

  /**
   * Adds the calls of a graph inside another to a sketch, and gives what it gives.
   *
   * @param arguments what its inputs stand for; none where there are not as many
   */
  static Optional<List<Arg>> results(
      JsonValue graph, Sketch sketch, Setting setting, List<Arg> arguments) {
    List<String> inputs = new ArrayList<>();
    for (JsonValue input : graph.get("inputs").items()) {
      List<String> names = new ArrayList<>();
      names(input, names);
      inputs.add(names.size() == 1 ? names.get(0) : "");
    }
    if (inputs.size() != arguments.size()) {
      return Optional.empty();
    }
    ExportedCalls calls = new ExportedCalls(graph, sketch, setting);
    for (int i = 0; i < inputs.size(); i++) {
      calls.put(inputs.get(i), arguments.get(i));
    }
    calls.run();
    List<Arg> results = new ArrayList<>();
    for (JsonValue output : graph.get("outputs").items()) {
      List<String> names = new ArrayList<>();
      names(output, names);
      names.forEach(name -> results.add(calls.value(name).orElse(Arg.None.NONE)));
    }
    return Optional.of(results);
  }
}
