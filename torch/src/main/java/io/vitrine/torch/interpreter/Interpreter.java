package io.vitrine.torch.interpreter;

import io.vitrine.engine.Limits;
import io.vitrine.engine.Mode;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.torch.call.Manner;
import io.vitrine.torch.call.Meter;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Recorder;
import io.vitrine.torch.call.Scope;
import io.vitrine.torch.convolution.PackedConvolution;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;

/**
 * Runs a network node by node.
 *
 * <p>Preparing reads every attribute once and finds, for each node, the values that no later node
 * reads; a run lets go of those at once, unless they are asked for or are outputs, so that memory
 * holds what autograd needs and no more. A node that cannot run ends the run where it stands.
 */
public final class Interpreter {
  private static final Pattern ITERATION = Pattern.compile("\\[\\d+](?=/)");

  private final Frame frame;
  private final Set<String> outputs;
  private final Limits limits;
  private final Map<Plan.Pace, Plan> plans = new EnumMap<>(Plan.Pace.class);

  private Interpreter(Frame frame, Set<String> outputs, Limits limits) {
    this.frame = frame;
    this.limits = limits;
    this.outputs = Collections.unmodifiableSet(outputs);
  }

  /**
   * Prepares a network; nodes that the engine cannot run are found out when they are to run.
   *
   * @param limits what each run may take
   */
  public static Interpreter of(Network network, Limits limits) {
    Set<String> outputs = new HashSet<>();
    network.outputs().forEach(output -> outputs.add(output.name()));
    return new Interpreter(Preparation.of(network), outputs, limits);
  }

  /** Values that belong to the structure, among them those of Constant nodes. */
  public Map<String, Tensor> constants() {
    return Collections.unmodifiableMap(frame.constants());
  }

  /**
   * The names of the values that nodes make, in running order, those of inner graphs among them.
   */
  public Set<String> made() {
    return Collections.unmodifiableSet(frame.made());
  }

  /** A value's name without the iterations in it, as {@link #made} gives it. */
  public static String withoutIterations(String name) {
    return name.indexOf('[') < 0 ? name : ITERATION.matcher(name).replaceAll("");
  }

  /** What keeps the nodes of the main graph from running, one sentence each. */
  public List<String> problems() {
    return frame.steps().stream()
        .filter(step -> step.run().isEmpty())
        .map(step -> step.context().error(step.problem()).getMessage())
        .toList();
  }

  /** Keeps what a run is asked for, and shows what it makes. */
  private record Keeper(
      Set<String> wanted, Map<String, NativeValue> kept, PointerScope scope, Shown shown)
      implements Recorder {
    @Override
    public void made(String name, NativeValue value) {
      shown.made(name, value);
      if (keeps(name)) {
        value.attachTo(scope);
        kept.put(name, value);
      }
    }

    @Override
    public boolean keeps(String name) {
      return wanted.contains(name) || wanted.contains(withoutIterations(name));
    }
  }

  /** Is shown every value that a run makes. */
  @FunctionalInterface
  public interface Shown {
    /** Nobody looks. */
    Shown TO_NOBODY = (name, value) -> {};

    void made(String name, NativeValue value);
  }

  /**
   * Runs all nodes on the calling thread.
   *
   * @param given a value for every parameter, constant and input; stays the caller's
   * @param manner training or evaluation; in training batch norm moves the running statistics
   *     given, but for frozen ones
   * @param keep names of values to return beside the outputs
   * @param shown is shown what is made
   * @return the values kept and the outputs, in running order
   * @throws StopException where a node does not run; it names the node, the shapes and what
   *     libtorch said
   */
  public Map<String, NativeValue> run(
      Map<String, NativeValue> given, Manner manner, Set<String> keep, Shown shown) {
    return run(frame, given, manner, wanted(keep), shown);
  }

  /** The same, shown to nobody. */
  public Map<String, NativeValue> run(
      Map<String, NativeValue> given, Manner manner, Set<String> keep) {
    return run(given, manner, keep, Shown.TO_NOBODY);
  }

  /**
   * The same in evaluation mode, without autograd and with the weights of the last such run, so
   * that what is prepared of them serves again.
   */
  public Map<String, NativeValue> look(
      Map<String, NativeValue> given, Set<String> keep, Shown shown) {
    Set<String> wanted = wanted(keep);
    Plan.Pace pace = shown == Shown.TO_NOBODY ? Plan.Pace.AT_ONCE : Plan.Pace.STEP_BY_STEP;
    Frame taken = planned(wanted, pace);
    return run(taken, given, new Manner(Mode.EVALUATION, Set.of()), wanted, shown);
  }

  private Frame planned(Set<String> wanted, Plan.Pace pace) {
    if (!PackedConvolution.isAvailable()) {
      return frame;
    }
    Plan ready = plans.get(pace);
    if (ready == null || !ready.isFor(wanted)) {
      if (ready != null) {
        ready.close();
      }
      ready = new Plan(frame, wanted, pace);
      plans.put(pace, ready);
    }
    return ready.begin();
  }

  /** Frees what {@link #look} has prepared; the weights have changed, or it runs no more. */
  public void forget() {
    plans.values().forEach(Plan::close);
    plans.clear();
  }

  private Set<String> wanted(Set<String> keep) {
    Set<String> wanted = new HashSet<>(keep);
    wanted.addAll(outputs);
    return wanted;
  }

  private Map<String, NativeValue> run(
      Frame taken, Map<String, NativeValue> given, Manner manner, Set<String> wanted, Shown shown) {
    Map<String, NativeValue> kept = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (wanted.contains(name)) {
            kept.put(name, value);
          }
        });
    Keeper keeper = new Keeper(wanted, kept, PointerScope.getInnerScope(), shown);
    try {
      taken.run(Scope.top(given, manner, keeper, new Meter(limits)));
    } catch (Frame.Stopped e) {
      throw new StopException(e.stop(), kept, e);
    }
    return kept;
  }
}
