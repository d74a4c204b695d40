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
  private final int depth;
  private final Sketch own = new Sketch();
  private final Set<String> taken = new HashSet<>();
  private final List<String> inputs = new ArrayList<>();

  /**
   * An empty graph.
   *
   * @param around what it lies in
   * @param captured values from there that it reads
   * @param depth how many graphs it lies in
   */
  Inside(Sketch around, List<Arg> captured, int depth) {
    this.around = around;
    this.depth = depth;
    for (Arg argument : captured) {
      String name = ((Arg.Value) argument).name();
      if (taken.add(name)) {
        own.input(name, known(around.type(name)));
      }
    }
  }

  /** Adds an input of its own. */
  Arg input(String role, ValueType type) {
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
    return ExportedCalls.results(graph, own, depth + 1, arguments);
  }

  /** The element type and shape of a value around it. */
  ValueType around(Arg argument) {
    return around.type(((Arg.Value) argument).name());
  }

  /** A value passed on by a node, so that it can be an output beside itself. */
  Arg again(Arg value) {
    String name = own.current(((Arg.Value) value).name());
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
        outputs.stream().map(output -> ((Arg.Value) output).name()).toList(),
        Weights.NONE);
  }
}
