package io.vitrine.formats.script;

import io.vitrine.formats.script.ScriptModules.Module;
import io.vitrine.formats.script.ScriptModules.TensorName;
import io.vitrine.formats.sketch.Arg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression stands for in a call that is followed. */
final class ScriptValue {
  private static final String PROGRAM = "__torch__.";

  private final ScriptRun run;

  ScriptValue(ScriptRun run) {
    this.run = run;
  }

  /** A function of the program that a variable holds. */
  record FunctionName(String qualified) {}

  /**
   * The value of an expression.
   *
   * @param results how many values are taken of it
   */
  Arg of(Expression expression, int results) {
    run.follower().step();
    if (expression instanceof Expression.Literal literal) {
      return literal.value();
    }
    if (expression instanceof Expression.Name name) {
      return run.variable(name.name())
          .orElseThrow(() -> new NotFollowed("'" + name.name() + "' is not known"));
    }
    if (expression instanceof Expression.Several several) {
      return new Arg.Items(several.items().stream().map(item -> of(item, 1)).toList());
    }
    if (expression instanceof Expression.Member member) {
      return member(member);
    }
    if (expression instanceof Expression.Item item) {
      return item(item);
    }
    if (expression instanceof Expression.Invocation call) {
      return call(call, results);
    }
    throw new NotFollowed("a dict");
  }

  private Arg member(Expression.Member member) {
    Optional<String> dotted = Expression.dotted(member);
    if (dotted.isPresent() && dotted.get().startsWith(PROGRAM)) {
      return new Arg.Other(new FunctionName(dotted.get()));
    }
    if (dotted.isPresent() && dotted.get().startsWith("CONSTANTS.c")) {
      return drawn(run.follower().constant(dotted.get().substring("CONSTANTS.c".length())));
    }
    return attribute(of(member.of(), 1), member.name());
  }

  private Arg attribute(Arg of, String name) {
    if (of instanceof Arg.Other other && other.what() instanceof Module module) {
      return run.follower()
          .attribute(module, name)
          .map(this::drawn)
          .orElseThrow(() -> new NotFollowed("no attribute " + name));
    }
    throw new NotFollowed("an attribute of what is no module");
  }

  /** A tensor of the file becomes a value of the graph when it is first used. */
  private Arg drawn(Arg value) {
    if (value instanceof Arg.Other other && other.what() instanceof TensorName tensor) {
      return run.follower().parameter(tensor.name());
    }
    return value instanceof Arg.Items items
        ? new Arg.Items(items.items().stream().map(this::drawn).toList())
        : value;
  }

  private Arg item(Expression.Item item) {
    Arg of = of(item.of(), 1);
    Arg index = of(item.index(), 1);
    return ScriptBuiltins.item(of, index);
  }

  private Arg call(Expression.Invocation call, int results) {
    Optional<String> dotted = Expression.dotted(call.what());
    if (dotted.isPresent() && run.variable(first(dotted.get())).isEmpty()) {
      return named(dotted.get(), call, results);
    }
    if (call.what() instanceof Expression.Member member) {
      Arg of = of(member.of(), 1);
      if (of instanceof Arg.Other other && other.what() instanceof Module module) {
        return run.method(module, member.name(), positional(call), namedArguments(call), results);
      }
    }
    Arg what = of(call.what(), 1);
    if (what instanceof Arg.Other other && other.what() instanceof FunctionName function) {
      return function(function.qualified(), call);
    }
    throw new NotFollowed("a call of what is no function");
  }

  private static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private Arg named(String name, Expression.Invocation call, int results) {
    if (name.startsWith(PROGRAM)) {
      return function(name, call);
    }
    if (name.equals("torch.append") && call.positional().get(0) instanceof Expression.Name list) {
      return append(list.name(), of(call.positional().get(1), 1));
    }
    if (name.equals("torch._set_item")
        && call.positional().get(0) instanceof Expression.Name list) {
      return set(list.name(), of(call.positional().get(1), 1), of(call.positional().get(2), 1));
    }
    if (name.equals("annotate") || name.equals("unchecked_cast")) {
      return of(call.positional().get(1), 1);
    }
    if (name.equals("uninitialized")) {
      return Arg.None.NONE;
    }
    if (name.equals("getattr") && call.positional().get(1) instanceof Expression.Literal literal) {
      Arg of = of(call.positional().get(0), 1);
      return attribute(of, ((Arg.Text) literal.value()).value());
    }
    return new ScriptBuiltins(run).call(name, positional(call), namedArguments(call), results);
  }

  private Arg append(String list, Arg item) {
    Arg old = run.variable(list).orElse(Arg.None.NONE);
    if (!(old instanceof Arg.Items items)) {
      throw new NotFollowed("an item added to what is no list");
    }
    List<Arg> all = new ArrayList<>(items.items());
    all.add(item);
    Arg longer = new Arg.Items(all);
    run.set(list, longer);
    return longer;
  }

  private Arg set(String list, Arg index, Arg item) {
    Arg old = run.variable(list).orElse(Arg.None.NONE);
    if (!(old instanceof Arg.Items items) || !(index instanceof Arg.Int at)) {
      throw new NotFollowed("an item set in what is no list");
    }
    List<Arg> all = new ArrayList<>(items.items());
    all.set(Math.toIntExact(at.value() < 0 ? at.value() + all.size() : at.value()), item);
    Arg changed = new Arg.Items(all);
    run.set(list, changed);
    return changed;
  }

  private Arg function(String qualified, Expression.Invocation call) {
    return run.follower().function(qualified, positional(call), namedArguments(call), run.module());
  }

  private List<Arg> positional(Expression.Invocation call) {
    return call.positional().stream().map(argument -> of(argument, 1)).toList();
  }

  private Map<String, Arg> namedArguments(Expression.Invocation call) {
    Map<String, Arg> named = new LinkedHashMap<>();
    call.named().forEach((name, argument) -> named.put(name, of(argument, 1)));
    return named;
  }
}
