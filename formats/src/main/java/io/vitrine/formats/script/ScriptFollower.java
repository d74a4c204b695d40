package io.vitrine.formats.script;

import io.vitrine.formats.aten.Conversion;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.script.ScriptModules.Module;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows a program from method to method. Steps and depth are bounded. */
final class ScriptFollower {
  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_DEPTH = 150;
  private static final int MOST_TEXT = 10_000;

  private final ScriptProgram program;
  private final ScriptModules modules;
  private final Arg constants;
  private final Sketch sketch = new Sketch();
  private final Deque<Entered> calls = new ArrayDeque<>();
  private int steps;

  ScriptFollower(ScriptProgram program, ScriptModules modules, Arg constants) {
    this.program = program;
    this.modules = modules;
    this.constants = constants;
  }

  Sketch sketch() {
    return sketch;
  }

  /** Counts what is done, so that a program that does not end does. */
  void step() {
    if (++steps > MOST_STEPS) {
      throw new NotFollowed("a program of more than " + MOST_STEPS + " steps");
    }
  }

  Arg constant(String number) {
    return number.matches("\\d{1,8}")
        ? ScriptBuiltins.item(constants, new Arg.Int(Long.parseLong(number)))
        : Arg.None.NONE;
  }

  /** An attribute of a module, or what its class sets. */
  Optional<Arg> attribute(Module module, String name) {
    return modules
        .attribute(module, name)
        .or(
            () ->
                program
                    .type(module.className())
                    .map(type -> type.constants().get(name))
                    .map(constant -> new ScriptValue(new ScriptRun(this, "")).of(constant, 1)));
  }

  /** A tensor of the file as a value. */
  Arg.Value parameter(String name) {
    @Nullable StoredTensor tensor = modules.tensors().get(name);
    if (tensor == null) {
      throw new NotFollowed("no tensor " + name);
    }
    Parameter parameter = Parameter.of(name, tensor.elements(), tensor.shape());
    return modules.isBuffer(name) ? sketch.buffer(parameter) : sketch.parameter(parameter);
  }

  /** A call of a function, or of a class, which makes a tuple with names. */
  Arg function(String qualified, List<Arg> positional, Map<String, Arg> named, String module) {
    if (program.type(qualified).isPresent()) {
      return new Arg.Items(positional);
    }
    Function function =
        program.function(qualified).orElseThrow(() -> new NotFollowed("no function " + qualified));
    return entered(
        new Entered(Optional.empty(), qualified),
        () -> new ScriptRun(this, module).run(function, positional, named));
  }

  /**
   * A call that has not returned yet.
   *
   * @param of whose method it is, empty for a function
   */
  private record Entered(Optional<PickledObject> of, String name) {}

  private Arg entered(Entered entered, java.util.function.Supplier<Arg> call) {
    if (calls.contains(entered)) {
      throw new Recursion(
          "'%s' calls itself: %s calls %s"
              .formatted(
                  entered.name(),
                  calls.stream()
                      .dropWhile(before -> !entered.equals(before))
                      .map(Entered::name)
                      .collect(Collectors.joining(" calls ")),
                  entered.name()));
    }
    if (calls.size() >= MOST_DEPTH) {
      throw new NotFollowed("calls that nest more than " + MOST_DEPTH + " deep");
    }
    calls.addLast(entered);
    try {
      return call.get();
    } finally {
      calls.removeLast();
    }
  }

  /**
   * A method of a module. One of another module than the caller's that cannot be followed is one
   * node, with the module's parameters and the method's text.
   */
  Arg method(
      Module module,
      String name,
      List<Arg> positional,
      Map<String, Arg> named,
      int results,
      String caller) {
    Function method =
        program
            .type(module.className())
            .map(type -> type.methods().get(name))
            .orElseThrow(() -> new NotFollowed("no method " + name));
    Entered entered = new Entered(Optional.of(module.object()), module.className() + "." + name);
    List<Arg> all = new ArrayList<>(List.of(new Arg.Other(module)));
    all.addAll(positional);
    if (module.path().equals(caller) && !caller.isEmpty()) {
      return entered(entered, () -> new ScriptRun(this, caller).run(method, all, named));
    }
    Sketch.Mark mark = sketch.mark();
    try {
      return entered(entered, () -> new ScriptRun(this, module.path()).run(method, all, named));
    } catch (NotFollowed
        | IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | ClassCastException
        | NoSuchElementException e) {
      sketch.backTo(mark);
      return asOneNode(module, method, positional, Math.max(results, method.results()));
    }
  }

  /** Says of an input whose shape is not known what the first module with a weight takes. */
  void expect(Arg.Value input) {
    for (StoredTensor tensor : modules.tensors().values()) {
      int dot = tensor.name().lastIndexOf('.');
      Optional<String> type = modules.className(dot < 0 ? "" : tensor.name().substring(0, dot));
      if (dot >= 0 && tensor.name().startsWith("weight", dot + 1) && type.isPresent()) {
        expect(input.name(), type.get(), tensor.shape());
        return;
      }
    }
  }

  private void expect(String input, String type, Shape weight) {
    if (weight.rank() < 2) {
      return;
    }
    Dim batch = Dim.symbol("N");
    Dim steps = Dim.symbol("T");
    switch (type) {
      case "LSTM", "GRU", "RNN" ->
          sketch.refine(input, ElementType.FLOAT32, Shape.of(batch, steps, weight.dim(1)));
      case "Embedding" -> sketch.refine(input, ElementType.INT64, Shape.of(batch, steps));
      case "Conv2d" ->
          sketch.refine(
              input,
              ElementType.FLOAT32,
              Shape.of(batch, weight.dim(1), Dim.symbol("H"), Dim.symbol("W")));
      default -> {
        // Others take tensors of any rank.
      }
    }
  }

  private Arg asOneNode(Module module, Function method, List<Arg> positional, int results) {
    Map<String, Arg> named = new LinkedHashMap<>();
    named.put("class", new Arg.Text(module.className()));
    named.put("code", new Arg.Text(cut(method.text())));
    List<Arg> reads = new ArrayList<>();
    positional.stream().filter(argument -> argument instanceof Arg.Value).forEach(reads::add);
    String below = module.path().isEmpty() ? "" : module.path() + ".";
    for (String tensor : modules.tensors().keySet()) {
      if (tensor.startsWith(below) && !tensor.startsWith("constants.")) {
        reads.add(parameter(tensor));
      }
    }
    List<Arg> made =
        Conversion.convert(
            new Call(
                "torch.jit", module.object().type().name(), reads, named, module.path(), results),
            sketch);
    return made.size() == 1 ? made.get(0) : new Arg.Items(made);
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
