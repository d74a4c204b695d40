package io.vitrine.formats.exported;

import io.vitrine.formats.aten.SizeArithmetic;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Operators that are given graphs. A {@code cond} becomes an If, a {@code while_loop} a Loop, a
 * {@code scan}, a {@code map} and an {@code associative_scan} a Scan, each with its graphs inside,
 * which read what they capture from around them. Those that only say how a part of the program is
 * run (without gradients, in another precision, with its values computed again) are that part.
 * Source: torch/_higher_order_ops of PyTorch 2.13.
 */
final class HigherOrder {
  /** A graph that a call is given, under its name. */
  private record Named(String name, JsonValue graph) {}

  private final String operator;
  private final Sketch sketch;
  private final Setting setting;
  private final String module;
  private final int results;
  private final List<Named> graphs = new ArrayList<>();

  /** The other arguments; lists are groups, and so is what stands alone between them. */
  private final List<List<Arg>> groups = new ArrayList<>();

  private HigherOrder(String operator, Sketch sketch, Setting setting, String module, int results) {
    this.operator = operator;
    this.sketch = sketch;
    this.setting = setting;
    this.module = module;
    this.results = results;
  }

  /**
   * What a call gives; empty where it is none of these or does not fit.
   *
   * @param operator its name, without {@code torch.ops.higher_order}
   * @param node the call in the file
   * @param args reads its arguments
   * @param setting where its graph stands
   * @param results how many it gives
   */
  static Optional<List<Arg>> of(
      String operator,
      JsonValue node,
      ExportedArgs args,
      Sketch sketch,
      Setting setting,
      String module,
      int results) {
    HigherOrder call = new HigherOrder(operator, sketch, setting, module, results);
    for (JsonValue input : node.get("inputs").items()) {
      JsonValue inner = input.get("arg").get("as_graph");
      if (inner.isNull()) {
        Arg argument = args.of(input.get("arg"));
        call.groups.add(argument instanceof Arg.Items list ? list.items() : List.of(argument));
      } else {
        call.graphs.add(new Named(name(inner), inner.get("graph")));
      }
    }
    return !setting.isTooDeep() && !call.graphs.isEmpty() ? call.converted() : Optional.empty();
  }

  /** The name of a graph that a call is given. */
  static String name(JsonValue given) {
    return given.get("name").text().orElse("graph");
  }

  /**
   * A graph that a call is given, whose operator is none of these: with all its inputs its own, for
   * nothing says what they stand for.
   */
  static Graph kept(JsonValue given, Sketch sketch, Setting setting) {
    JsonValue graph = given.get("graph");
    if (setting.isTooDeep()) {
      return new Graph(List.of(), List.of(), List.of(), List.of(), List.of());
    }
    Inside inside = new Inside(sketch, List.of(), setting);
    List<Arg> inputs = new ArrayList<>();
    for (JsonValue input : graph.get("inputs").items()) {
      String name = input.get("as_tensor").get("name").text().orElse("");
      ValueType type =
          TensorMeta.of(graph.get("tensor_values").get(name))
              .map(TensorMeta::type)
              .orElse(ValueType.unknown());
      inputs.add(inside.input(name.isEmpty() ? "input_" + inputs.size() : name, type));
    }
    List<Arg> made = inside.run(graph, inputs).orElse(List.of());
    return inside.graph(
        name(given), made.stream().filter(Arg.Value.class::isInstance).distinct().toList());
  }

  private Optional<List<Arg>> converted() {
    return switch (operator) {
      case "cond" -> condition();
      case "while_loop" -> loop();
      case "scan" -> scan(3);
      case "map_impl", "map" -> scan(2);
      case "associative_scan" -> associativeScan();
      case "wrap_with_set_grad_enabled",
          "wrap_activation_checkpoint",
          "tag_activation_checkpoint",
          "invoke_subgraph",
          "wrap" ->
          inline(setting);
      case "wrap_with_autocast" -> inline(setting.rounding(rounded()));
      default -> Optional.empty();
    };
  }

  /** A group's arguments as they are now; empty where one is neither a tensor nor a number. */
  private Optional<List<Arg>> given(int group) {
    List<Arg> given = new ArrayList<>();
    for (Arg argument : group < groups.size() ? groups.get(group) : List.<Arg>of()) {
      boolean number =
          argument instanceof Arg.Int
              || argument instanceof Arg.Real
              || argument instanceof Arg.Bool;
      Optional<Arg> now = number ? Optional.of(argument) : tensor(argument, sketch, module);
      if (now.isEmpty()) {
        return Optional.empty();
      }
      given.add(now.get());
    }
    return Optional.of(given);
  }

  /** A group's values as they are now; empty where one of them is no tensor. */
  private Optional<List<Arg>> tensors(int group) {
    return given(group).filter(given -> given.stream().allMatch(Arg.Value.class::isInstance));
  }

  /** A tensor as it is now, or a number as one; empty for what is neither. */
  private static Optional<Arg> tensor(Arg argument, Sketch sketch, String module) {
    return argument instanceof Arg.Value value
        ? Optional.of(new Arg.Value(sketch.current(value.name())))
        : SizeArithmetic.tensor(argument, sketch, module).map(Arg.Computed::new);
  }

  /** Arguments as tensors, numbers among them; empty where one is neither. */
  static Optional<List<Arg>> tensors(List<Arg> arguments, Sketch sketch, String module) {
    List<Arg> tensors =
        arguments.stream().flatMap(each -> tensor(each, sketch, module).stream()).toList();
    return Optional.of(tensors).filter(all -> all.size() == arguments.size());
  }

  /** What a graph gives as a condition: one truth, without axes. */
  static Optional<Arg> condition(List<Arg> made, Sketch sketch, String module) {
    Optional<List<Arg>> one = tensors(made, sketch, module).filter(all -> all.size() == 1);
    if (one.isEmpty() || one.get().get(0) instanceof Arg.Value) {
      return one.map(all -> all.get(0));
    }
    return Optional.of(
        new Arg.Value(sketch.node(module, "", "Squeeze", names(one.get()), Map.of(), 1).get(0)));
  }

  private static List<String> names(List<Arg> tensors) {
    return tensors.stream().map(tensor -> tensor.asTensor().orElseThrow()).toList();
  }

  private static boolean areTensors(List<Arg> values, int count) {
    return values.size() == count && values.stream().allMatch(Arg.Value.class::isInstance);
  }

  /** Values of the same kinds, tensors and numbers, as others. */
  private static List<Arg> like(List<Arg> kinds, List<String> names) {
    List<Arg> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      values.add(
          kinds.get(i) instanceof Arg.Computed ? new Arg.Computed(name) : new Arg.Value(name));
    }
    return values;
  }

  private static boolean areLike(List<Arg> kinds, List<Arg> values) {
    return kinds.stream()
        .map(Object::getClass)
        .toList()
        .equals(values.stream().map(Object::getClass).toList());
  }

  private static Attribute graph(Graph graph) {
    return new Attribute.OfGraph(graph);
  }

  private List<String> node(String onnx, List<Arg> reads, Map<String, Attribute> attributes) {
    return sketch.node(module, "", onnx, names(reads), attributes, results);
  }

  private static List<Arg> values(List<String> names) {
    return names.stream().map(name -> (Arg) new Arg.Value(name)).toList();
  }

  /** An If: {@code cond(predicate, then, else, operands)}. */
  private Optional<List<Arg>> condition() {
    Optional<Arg> predicate =
        groups.isEmpty() ? Optional.empty() : condition(groups.get(0), sketch, module);
    Optional<List<Arg>> captured = given(1);
    if (graphs.size() != 2 || results == 0 || captured.isEmpty() || predicate.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Attribute> branches = new LinkedHashMap<>();
    List<Arg> kinds = List.of();
    for (Named named : graphs) {
      Inside inside = new Inside(sketch, captured.get(), setting);
      Optional<List<Arg>> made = inside.run(named.graph(), captured.get()).flatMap(inside::tensors);
      if (made.isEmpty() || made.get().size() != results) {
        return Optional.empty();
      }
      if (!branches.isEmpty() && !areLike(kinds, made.get())) {
        return Optional.empty();
      }
      kinds = made.get();
      branches.put(
          branches.isEmpty() ? "then_branch" : "else_branch",
          graph(inside.graph(named.name(), made.get())));
    }
    return Optional.of(like(kinds, node("If", List.of(predicate.get()), branches)));
  }

  /**
   * A Loop: {@code while_loop(condition, body, carried, captured)}. The condition is computed once
   * before it, on what it begins with, and at the end of each round. Whole numbers that are carried
   * are tensors of one.
   */
  private Optional<List<Arg>> loop() {
    Optional<List<Arg>> begins = given(0);
    Optional<List<Arg>> carried = begins.flatMap(all -> tensors(all, sketch, module));
    Optional<List<Arg>> captured = given(1);
    if (graphs.size() != 2 || carried.isEmpty() || captured.isEmpty() || results == 0) {
      return Optional.empty();
    }
    Inside inside = new Inside(sketch, captured.get(), setting);
    inside.input("round", ValueType.tensor(ElementType.INT64, Shape.SCALAR));
    inside.input("go_on", ValueType.tensor(ElementType.BOOL, Shape.SCALAR));
    List<Arg> states = new ArrayList<>();
    for (Arg state : carried.get()) {
      states.add(inside.input("state_" + states.size(), state));
    }
    Optional<List<Arg>> next =
        inside
            .run(graphs.get(1).graph(), joined(states, captured.get()))
            .flatMap(inside::tensors)
            .filter(made -> areLike(carried.get(), made));
    if (next.isEmpty() || next.get().size() != results) {
      return Optional.empty();
    }
    Optional<Arg> goesOn =
        inside
            .run(graphs.get(0).graph(), joined(next.get(), captured.get()))
            .flatMap(inside::condition);
    Optional<Arg> goes =
        ExportedCalls.results(
                graphs.get(0).graph(),
                sketch,
                setting.inner(),
                joined(begins.get(), captured.get()))
            .flatMap(made -> condition(made, sketch, module));
    if (goes.isEmpty() || goesOn.isEmpty()) {
      return Optional.empty();
    }
    Graph body = inside.graph(graphs.get(1).name(), joined(List.of(goesOn.get()), next.get()));
    List<String> reads = new ArrayList<>(List.of(""));
    reads.addAll(names(joined(List.of(goes.get()), carried.get())));
    return Optional.of(
        like(
            carried.get(),
            sketch.node(module, "", "Loop", reads, Map.of("body", graph(body)), results)));
  }

  /**
   * A Scan over the first axis: {@code scan(body, first, over, captured)}, or without states {@code
   * map(body, over, captured)}.
   */
  private Optional<List<Arg>> scan(int groupsGiven) {
    Optional<List<Arg>> first = groupsGiven == 3 ? tensors(0) : Optional.of(List.of());
    Optional<List<Arg>> over = tensors(groupsGiven - 2);
    Optional<List<Arg>> captured = given(groupsGiven - 1);
    boolean fits = graphs.size() == 1 && results > 0;
    if (!fits || first.isEmpty() || over.isEmpty() || captured.isEmpty()) {
      return Optional.empty();
    }
    Inside inside = new Inside(sketch, captured.get(), setting);
    List<Arg> given = own(inside, first.get(), over.get());
    Optional<List<Arg>> made = inside.run(graphs.get(0).graph(), joined(given, captured.get()));
    if (made.isEmpty() || !areTensors(made.get(), results) || over.get().isEmpty()) {
      return Optional.empty();
    }
    Graph body = inside.graph(graphs.get(0).name(), made.get());
    return Optional.of(
        values(node("Scan", joined(first.get(), over.get()), scanning(body, over.get().size()))));
  }

  private static Map<String, Attribute> scanning(Graph body, int over) {
    return Map.of("body", graph(body), "num_scan_inputs", Attribute.of(over));
  }

  private static List<Arg> own(Inside inside, List<Arg> first, List<Arg> over) {
    List<Arg> given = new ArrayList<>();
    for (Arg state : first) {
      given.add(inside.input("state_" + given.size(), inside.around(state)));
    }
    for (Arg sequence : over) {
      given.add(
          inside.input("step_" + (given.size() - first.size()), step(inside.around(sequence))));
    }
    return given;
  }

  /** The type of one of the parts that a tensor has along its first axis. */
  private static ValueType step(ValueType type) {
    return type instanceof ValueType.OfTensor tensor
        ? tensor
            .shape()
            .filter(shape -> shape.rank() > 0)
            .map(shape -> ValueType.tensor(tensor.elements(), shape.subShape(1, shape.rank())))
            .orElse(ValueType.tensor(tensor.elements()))
        : type;
  }

  /**
   * {@code associative_scan(body, over, captured)}: what the body makes of all before and of a
   * step. The first step stands as it is; over the others goes a Scan, whose state is what it
   * makes.
   */
  private Optional<List<Arg>> associativeScan() {
    Optional<List<Arg>> over = tensors(0);
    Optional<List<Arg>> captured = given(1);
    if (graphs.size() != 1 || over.isEmpty() || captured.isEmpty() || results == 0) {
      return Optional.empty();
    }
    int count = over.get().size();
    Inside inside = new Inside(sketch, captured.get(), setting);
    List<Arg> begins = new ArrayList<>();
    List<Arg> heads = new ArrayList<>();
    List<Arg> rests = new ArrayList<>();
    List<Arg> given = new ArrayList<>();
    for (Arg sequence : over.get()) {
      ValueType type = step(inside.around(sequence));
      heads.add(part(sequence, 0, 1));
      rests.add(part(sequence, 1, Long.MAX_VALUE));
      begins.add(value("Squeeze", Map.of(), heads.get(heads.size() - 1), whole(0)));
      given.add(inside.input("state_" + given.size(), type));
    }
    for (Arg sequence : over.get()) {
      given.add(inside.input("step_" + (given.size() - count), step(inside.around(sequence))));
    }
    Optional<List<Arg>> made = inside.run(graphs.get(0).graph(), joined(given, captured.get()));
    if (made.isEmpty() || !areTensors(made.get(), count) || results != count) {
      return Optional.empty();
    }
    List<Arg> outputs = joined(made.get(), made.get().stream().map(inside::again).toList());
    Graph body = inside.graph(graphs.get(0).name(), outputs);
    List<String> scanned =
        sketch.node(
            module, "", "Scan", names(joined(begins, rests)), scanning(body, count), 2 * count);
    List<Arg> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Arg rest = new Arg.Value(scanned.get(count + i));
      all.add(value("Concat", Map.of("axis", Attribute.of(0)), heads.get(i), rest));
    }
    return Optional.of(all);
  }

  private Arg whole(long number) {
    return new Arg.Value(sketch.constant(Tensor.of(new long[] {number}, 1)));
  }

  private Arg part(Arg sequence, long from, long to) {
    return value("Slice", Map.of(), sequence, whole(from), whole(to), whole(0));
  }

  private Arg value(String onnx, Map<String, Attribute> attributes, Arg... reads) {
    return new Arg.Value(
        sketch.node(module, "", onnx, names(List.of(reads)), attributes, 1).get(0));
  }

  /** The graph itself, given the last arguments of the call. */
  private Optional<List<Arg>> inline(Setting around) {
    List<Arg> all = groups.stream().flatMap(List::stream).toList();
    JsonValue graph = graphs.get(0).graph();
    int from = all.size() - graph.get("inputs").items().size();
    return graphs.size() == 1 && from >= 0
        ? ExportedCalls.results(graph, sketch, around.inner(), all.subList(from, all.size()))
        : Optional.empty();
  }

  /**
   * The type that {@code wrap_with_autocast(device, type, enabled, cache, body, arguments)} rounds
   * to; without a type the device's usual one; empty where it rounds nothing.
   */
  private Optional<ElementType> rounded() {
    List<Arg> first = groups.stream().flatMap(List::stream).limit(3).toList();
    if (first.size() < 3 || !first.get(2).equals(new Arg.Bool(true))) {
      return Optional.empty();
    }
    return first.get(1) instanceof Arg.Other other && other.what() instanceof ElementType type
        ? Optional.of(type)
        : Optional.of(
            first.get(0).equals(new Arg.Text("cuda")) ? ElementType.FLOAT16 : ElementType.BFLOAT16);
  }

  private static List<Arg> joined(List<Arg> one, List<Arg> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
