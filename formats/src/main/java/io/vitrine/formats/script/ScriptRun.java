package io.vitrine.formats.script;

import io.vitrine.formats.script.ScriptModules.Module;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Sketch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one call of a function: its variables, its statements. A condition must be known, or one
 * of its branches be an error; a loop must end after a number of rounds that is known.
 */
final class ScriptRun {
  private static final int MOST_ROUNDS = 10_000;

  private final ScriptFollower follower;
  private final String module;
  private final Map<String, Arg> variables = new HashMap<>();

  ScriptRun(ScriptFollower follower, String module) {
    this.follower = follower;
    this.module = module;
  }

  Sketch sketch() {
    return follower.sketch();
  }

  ScriptFollower follower() {
    return follower;
  }

  /** The path of the module whose method this is, or calls this. */
  String module() {
    return module;
  }

  Optional<Arg> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  void set(String name, Arg value) {
    variables.put(name, value);
  }

  /** The result of a call with these arguments. */
  Arg run(Function function, List<Arg> positional, Map<String, Arg> named) {
    List<Function.Parameter> parameters = function.parameters();
    if (positional.size() > parameters.size()) {
      throw new NotFollowed(function.name() + " takes " + parameters.size() + " arguments");
    }
    for (int i = 0; i < parameters.size(); i++) {
      Function.Parameter parameter = parameters.get(i);
      @Nullable Arg given = i < positional.size() ? positional.get(i) : named.get(parameter.name());
      if (given == null) {
        given =
            parameter
                .otherwise()
                .map(value -> new ScriptValue(this).of(value, 1))
                .orElseThrow(() -> new NotFollowed("no value for " + parameter.name()));
      }
      set(parameter.name(), given);
    }
    return run(function.body()).orElse(Arg.None.NONE);
  }

  /** Follows statements; the value that they return, empty where they go on. */
  private Optional<Arg> run(List<Statement> statements) {
    for (Statement statement : statements) {
      follower.step();
      Optional<Arg> returned = run(statement);
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private Optional<Arg> run(Statement statement) {
    if (statement instanceof Statement.Assignment assignment) {
      assign(assignment);
      return Optional.empty();
    }
    if (statement instanceof Statement.Bare bare) {
      value(bare.value(), 1);
      return Optional.empty();
    }
    if (statement instanceof Statement.Return result) {
      return Optional.of(value(result.value(), 1));
    }
    if (statement instanceof Statement.If choice) {
      return run(branch(choice));
    }
    return statement instanceof Statement.For loop
        ? rounds(loop)
        : rounds((Statement.While) statement);
  }

  private Arg value(Expression expression, int results) {
    return new ScriptValue(this).of(expression, results);
  }

  private void assign(Statement.Assignment assignment) {
    List<Expression> targets = assignment.targets();
    Arg value = value(assignment.value(), targets.size());
    if (targets.size() == 1) {
      assign(targets.get(0), value);
      return;
    }
    if (!(value instanceof Arg.Items items) || items.items().size() < targets.size()) {
      throw new NotFollowed("expected " + targets.size() + " values");
    }
    for (int i = 0; i < targets.size(); i++) {
      assign(targets.get(i), items.items().get(i));
    }
  }

  private void assign(Expression target, Arg value) {
    if (target instanceof Expression.Name name) {
      set(name.name(), value);
    } else {
      throw new NotFollowed("an attribute that is set");
    }
  }

  private List<Statement> branch(Statement.If choice) {
    Arg condition = value(choice.condition(), 1);
    if (condition instanceof Arg.Bool truth) {
      return truth.value() ? choice.then() : choice.otherwise();
    }
    if (raises(choice.then())) {
      return choice.otherwise();
    }
    if (raises(choice.otherwise())) {
      return choice.then();
    }
    throw new NotFollowed("a condition that depends on the data");
  }

  private static boolean raises(List<Statement> statements) {
    return statements.stream()
        .anyMatch(
            statement ->
                statement instanceof Statement.Bare bare
                    && bare.value() instanceof Expression.Invocation call
                    && Expression.dotted(call.what())
                        .filter("ops.prim.RaiseException"::equals)
                        .isPresent());
  }

  private Optional<Arg> rounds(Statement.For loop) {
    if (!(loop.target() instanceof Expression.Name name)) {
      throw new NotFollowed("a loop over several values");
    }
    if (!(value(loop.range(), 1) instanceof Arg.Items items)) {
      throw new NotFollowed("a loop whose rounds are not known");
    }
    for (Arg item : items.items()) {
      set(name.name(), item);
      Optional<Arg> returned = run(loop.body());
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private Optional<Arg> rounds(Statement.While loop) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!(value(loop.condition(), 1) instanceof Arg.Bool truth)) {
        throw new NotFollowed("a loop that depends on the data");
      }
      if (!truth.value()) {
        return Optional.empty();
      }
      Optional<Arg> returned = run(loop.body());
      if (returned.isPresent()) {
        return returned;
      }
    }
    throw new NotFollowed("a loop of more than " + MOST_ROUNDS + " rounds");
  }

  /** A method of a module, called from here. */
  Arg method(
      Module callee, String name, List<Arg> positional, Map<String, Arg> named, int results) {
    return follower.method(callee, name, positional, named, results, module);
  }

  /** The items of a range, as a loop has them. */
  static Arg range(long count) {
    if (count > MOST_ROUNDS) {
      throw new NotFollowed("a loop of more than " + MOST_ROUNDS + " rounds");
    }
    List<Arg> items = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      items.add(new Arg.Int(i));
    }
    return new Arg.Items(items);
  }
}
