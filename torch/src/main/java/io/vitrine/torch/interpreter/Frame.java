package io.vitrine.torch.interpreter;

import io.vitrine.engine.trace.Stop;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * One graph ready to run: the main one, or one inside a node or function.
 *
 * <p>Each node runs in a PointerScope of its own, so that what it makes on the way is freed at once
 * and only its outputs live on, in the scope around the graph.
 *
 * @param graph the graph
 * @param steps its nodes that run
 * @param constants the values that belong to its structure
 * @param made the names of the values that it makes, those of inner graphs among them
 */
record Frame(
    Graph graph,
    List<Step> steps,
    Map<String, io.vitrine.model.Tensor> constants,
    Set<String> made) {
  /**
   * A node ready to run.
   *
   * @param context what is known of it
   * @param forecast what it will take, empty where it takes no more than its inputs do
   * @param run how it runs, empty where the engine cannot run it
   * @param problem why it cannot
   * @param spent the values that nothing needs after it
   */
  record Step(
      NodeContext context,
      Optional<Forecast> forecast,
      Optional<OperatorRun> run,
      String problem,
      List<String> spent) {}

  /** A node did not run. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Stop stop;

    Stopped(Stop stop, @Nullable Throwable cause) {
      super(stop.message(), cause);
      this.stop = stop;
    }

    Stop stop() {
      return stop;
    }
  }

  /** This graph as the body of a node or, where it is isolated, of a function. */
  Body body(String label, boolean isolated) {
    HeldConstants held = new HeldConstants(constants);
    return (inputs, around, iteration) ->
        runInside(label, isolated, held, inputs, around, iteration);
  }

  /** One run of this graph inside another; what it makes on the way is freed with it. */
  @SuppressWarnings("try") // the scope frees what is made inside it
  private List<NativeValue> runInside(
      String label,
      boolean isolated,
      HeldConstants held,
      List<NativeValue> inputs,
      Scope around,
      long iteration) {
    String place = iteration < 0 ? label : label + "[" + iteration + "]";
    Scope scope = isolated ? around.function(place) : around.inner(place);
    PointerScope outside = PointerScope.getInnerScope();
    try (PointerScope own = new PointerScope()) {
      for (int i = 0; i < graph.inputs().size(); i++) {
        String name = graph.inputs().get(i).name();
        scope.give(name, i < inputs.size() ? inputs.get(i) : new NativeValue.Absent());
      }
      held.values().forEach(scope::give);
      run(scope);
      List<NativeValue> outputs = new ArrayList<>();
      for (Value output : graph.outputs()) {
        NativeValue value = scope.find(output.name()).orElseGet(NativeValue.Absent::new).alias();
        value.attachTo(outside);
        outputs.add(value);
      }
      return outputs;
    }
  }

  /** Runs all nodes, naming what they make in a scope. */
  void run(Scope scope) {
    for (Step step : steps) {
      run(step, scope);
      step.spent().forEach(scope::release);
    }
  }

  @SuppressWarnings("try") // the scope frees what is made inside it
  static void run(Step step, Scope scope) {
    PointerScope around = PointerScope.getInnerScope();
    try (PointerScope own = new PointerScope()) {
      List<NativeValue> results = results(step, scope);
      for (NativeValue result : results) {
        result.attachTo(around);
      }
      name(step, results, scope);
    }
  }

  /** What a node makes, not named yet, in the scope around. */
  static List<NativeValue> results(Step step, Scope scope) {
    try {
      OperatorRun run = step.run().orElseThrow(() -> new IllegalArgumentException(step.problem()));
      scope.meter().time();
      step.forecast().ifPresent(forecast -> forecast.require(scope));
      List<NativeValue> results = run.run(new Call(step.context(), scope));
      requireAll(step.context(), results);
      return results;
    } catch (Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      throw stopped(step, scope, e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new Stopped(stop(step.context(), scope, exhausted(e)), e);
    }
  }

  /** That a node did not run. */
  static Stopped stopped(Step step, Scope scope, RuntimeException e) {
    return new Stopped(stop(step.context(), scope, e), e);
  }

  private static void requireAll(NodeContext context, List<NativeValue> results) {
    List<String> outputs = context.node().outputs();
    for (int i = results.size(); i < outputs.size(); i++) {
      if (!outputs.get(i).isEmpty()) {
        throw new IllegalArgumentException("the engine does not compute output " + i);
      }
    }
  }

  private static void name(Step step, List<NativeValue> results, Scope scope) {
    List<String> outputs = step.context().node().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (!outputs.get(i).isEmpty()) {
        scope.put(outputs.get(i), results.get(i));
      }
    }
  }

  private static RuntimeException exhausted(Error error) {
    return new IllegalArgumentException(
        error instanceof OutOfMemoryError
            ? "the Java heap is full (" + error.getMessage() + "); give it more with -Xmx"
            : "its graphs lie too deep in one another");
  }

  private static Stop stop(NodeContext context, Scope scope, RuntimeException e) {
    Node node = context.node();
    List<String> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      scope.find(name).ifPresent(value -> inputs.add(name + " " + value.describe()));
    }
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String message = said.lines().findFirst().orElse("");
    String own = "node " + node.name() + " (" + node.qualifiedOperator() + "): ";
    return new Stop(
        scope.path() + node.name(),
        node.qualifiedOperator(),
        inputs,
        message.startsWith(own) ? message.substring(own.length()) : message,
        OperatorTable.find(node).isEmpty() ? Stop.Kind.UNKNOWN : Stop.Kind.FAILED);
  }
}
