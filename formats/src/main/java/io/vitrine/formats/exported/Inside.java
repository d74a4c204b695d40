package io.vitrine.formats.exported;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Drawing;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A graph inside a node while it is made: inputs of its own, and values from around it. */
final class Inside {
  private final Sketch around;
  private final Setting setting;
  private final Sketch own = new Sketch();
  private final Set<String> taken = new HashSet<>();
  private final List<String> inputs = new ArrayList<>();

  /**
   * An empty graph.
   *
   * @param around what it lies in
   * @param captured values from there that it reads, and numbers that are known
   * @param setting where that stands
   */
  Inside(Sketch around, List<Arg> captured, Setting setting) {
    this.around = around;
    this.setting = setting.inner();
    for (Arg argument : captured) {
      argument
          .asTensor()
          .filter(taken::add)
          .ifPresent(name -> own.input(name, known(around.type(name))));
    }
  }

  /** Adds an input of its own for a value around it: a number where that is one. */
  Arg input(String role, Arg of) {
    Arg.Value input = input(role, around(of));
    return of instanceof Arg.Computed ? new Arg.Computed(input.name()) : input;
  }

  /** Adds an input of its own. */
  Arg.Value input(String role, ValueType type) {
    String name = role;
    while (!taken.add(name)) {
      name += "_";
    }
    inputs.add(name);
    return own.input(name, known(type));
  }

  private static ValueType known(ValueType type) {
    return type instanceof ValueType.Unknown ? ValueType.tensor(ElementType.UNDEFINED) : type;
  }

  /** Adds what a graph of the file does, and gives what it gives; empty where it does not fit. */
  Optional<List<Arg>> run(JsonValue graph, List<Arg> arguments) {
    return ExportedCalls.results(graph, own, setting, arguments);
  }

  /** What a graph gives as tensors, numbers among them; empty where one is neither. */
  Optional<List<Arg>> tensors(List<Arg> made) {
    return HigherOrder.tensors(made, own, "");
  }

  /** What a graph gives as a condition: one truth. */
  Optional<Arg> condition(List<Arg> made) {
    return HigherOrder.condition(made, own, "");
  }

  /** The element type and shape of a value around it. */
  ValueType around(Arg argument) {
    return around.type(argument.asTensor().orElseThrow());
  }

  /** A value passed on by a node, so that it can be an output beside itself. */
  Arg again(Arg value) {
    String name = own.current(value.asTensor().orElseThrow());
    return new Arg.Value(own.node("", "", "Identity", List.of(name), Map.of(), 1).get(0));
  }

  /**
   * The graph.
   *
   * @param name in front of the names inside it
   * @param outputs what it gives, all of them tensors
   */
  Graph graph(String name, List<Arg> outputs) {
    return Drawing.inside(
        own,
        name,
        inputs,
        outputs.stream().map(output -> output.asTensor().orElseThrow()).toList(),
        Weights.NONE);
  }
}
