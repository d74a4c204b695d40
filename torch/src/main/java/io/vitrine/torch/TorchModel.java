package io.vitrine.torch;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Training;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Observer;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.Weights;
import io.vitrine.torch.call.Manner;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.interpreter.Interpreter;
import io.vitrine.torch.interpreter.Route;
import io.vitrine.torch.machine.EngineThread;
import io.vitrine.torch.observe.NativePassing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network with weights in native memory. */
final class TorchModel implements Model {
  /** Dropout outside training draws from a stream of its own, so that looking changes nothing. */
  private static final long LOOKING = 0x5eedL;

  private final TorchEngine engine;
  private final Network network;
  private final Interpreter interpreter;
  private final Route route;
  private final ParameterStore store;
  private final RandomStream training;
  private final RandomStream looking;
  private final Feed feed;
  private Set<String> frozen = Set.of();
  private @Nullable TorchTraining running;
  private boolean closed;

  private TorchModel(
      TorchEngine engine,
      Network network,
      Interpreter interpreter,
      Route route,
      ParameterStore store,
      RandomStream training) {
    this.engine = engine;
    this.network = network;
    this.interpreter = interpreter;
    this.route = route;
    this.store = store;
    this.training = training;
    this.looking = RandomStream.seeded(engine.options().seed() ^ LOOKING);
    this.feed = new Feed(route == Route.BF16);
  }

  /** Called on the engine's thread. */
  static TorchModel load(TorchEngine engine, Network network, Weights weights) {
    Interpreter interpreter = Interpreter.of(network, engine.options().limits());
    Route route = Route.of(network, engine.isBf16());
    RandomStream stream = RandomStream.seeded(engine.options().seed());
    ParameterStore store =
        stream.use(
            () ->
                ParameterStore.load(
                    network, weights, interpreter, route == Route.BF16, engine.options().limits()));
    return new TorchModel(engine, network, interpreter, route, store, stream);
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Precision precision() {
    return route == Route.BF16 ? Precision.BF16 : Precision.FP32;
  }

  Route route() {
    return route;
  }

  ParameterStore store() {
    return store;
  }

  Interpreter interpreter() {
    return interpreter;
  }

  RandomStream trainingStream() {
    return training;
  }

  <T> T call(Supplier<T> work) {
    return engine.call(
        () -> {
          if (closed) {
            throw new IllegalStateException("the model of " + network.name() + " is closed");
          }
          return work.get();
        });
  }

  @Override
  public Weights weights() {
    return call(store::snapshot);
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request) {
    Map<String, Datum> given = Map.copyOf(inputs);
    return call(
        () ->
            looking.use(() -> new TraceRun(this, request, Interpreter.Shown.TO_NOBODY).run(given)));
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request, Observer observer) {
    Map<String, Datum> given = Map.copyOf(inputs);
    return call(
        () ->
            looking.use(
                () ->
                    new TraceRun(this, request, NativePassing.to(observer, Values::toDatum))
                        .run(given)));
  }

  /** The network's inputs in native memory, each a tensor of its own. */
  Map<String, NativeValue> copies(Map<String, Datum> inputs) {
    Map<String, NativeValue> copies = new HashMap<>();
    for (Value input : network.inputs()) {
      Datum given = inputs.get(input.name());
      if (given == null) {
        throw new IllegalArgumentException(
            "input '" + input.name() + "' is missing; given are " + inputs.keySet());
      }
      copies.put(input.name(), feed.copy(input, given));
    }
    return copies;
  }

  /** Runs forward from inputs, in the engine's precision where the network allows. */
  Map<String, NativeValue> forward(
      Map<String, NativeValue> inputs, Mode mode, Set<String> keep, Interpreter.Shown shown) {
    return forward(route, inputs, mode, keep, shown);
  }

  /**
   * Runs forward in evaluation mode without autograd. While nothing trains the model its weights
   * stay, so that what is prepared of them serves again; bfloat16 has its own way.
   */
  Map<String, NativeValue> look(
      Map<String, NativeValue> inputs, Set<String> keep, Interpreter.Shown shown) {
    if (running != null || route == Route.BF16) {
      return forward(route, inputs, Mode.EVALUATION, keep, shown);
    }
    return Routing.forward(route, () -> interpreter.look(given(inputs), keep, shown));
  }

  private Map<String, NativeValue> given(Map<String, NativeValue> inputs) {
    Map<String, NativeValue> given = new HashMap<>(store.values());
    given.putAll(inputs);
    return given;
  }

  /** Runs forward so that the gradients of images are right too, which bf16's are not. */
  Map<String, NativeValue> forwardToDifferentiate(
      Map<String, NativeValue> inputs, Mode mode, Set<String> keep, Interpreter.Shown shown) {
    return forward(route == Route.BF16 ? Route.PLAIN : route, inputs, mode, keep, shown);
  }

  private Map<String, NativeValue> forward(
      Route taken,
      Map<String, NativeValue> inputs,
      Mode mode,
      Set<String> keep,
      Interpreter.Shown shown) {
    if (mode == Mode.TRAINING) {
      interpreter.forget(); // statistics move
    }
    return Routing.forward(
        taken, () -> interpreter.run(given(inputs), new Manner(mode, frozen), keep, shown));
  }

  /**
   * Every input, parameter and value of a pass in training mode that leaves the statistics alone.
   */
  Map<String, org.bytedeco.pytorch.Tensor> allValues(Tensor batch) {
    Map<String, NativeValue> values = new HashMap<>(store.values());
    store
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.requires_grad()) {
                values.put(name, store.value(name, tensor.clone()));
              }
            });
    Value input = network.inputs().get(0);
    values.put(input.name(), feed.load(input, batch));
    values.putAll(
        Routing.forward(
            route,
            () -> interpreter.run(values, new Manner(Mode.TRAINING, frozen), interpreter.made())));
    return tensors(values);
  }

  /** The values that are tensors of numbers. */
  static Map<String, org.bytedeco.pytorch.Tensor> tensors(Map<String, NativeValue> values) {
    Map<String, org.bytedeco.pytorch.Tensor> tensors = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof NativeValue.OfTensor tensor) {
            tensors.put(name, tensor.tensor());
          }
        });
    return tensors;
  }

  /** The first output for a batch of the only input. */
  org.bytedeco.pytorch.Tensor output(Tensor batch, Mode mode) {
    return output(values(batch, mode, Map.of(), Set.of()));
  }

  /** The first output among the values of a pass. */
  org.bytedeco.pytorch.Tensor output(Map<String, org.bytedeco.pytorch.Tensor> values) {
    return NativeTensors.require(values, network.outputs().get(0).name());
  }

  /**
   * The outputs for a batch of the only input, and values kept.
   *
   * @param instead values to take in the place of the model's parameters
   */
  Map<String, org.bytedeco.pytorch.Tensor> values(
      Tensor batch, Mode mode, Map<String, NativeValue> instead, Set<String> keep) {
    if (network.inputs().size() != 1) {
      throw new IllegalArgumentException(
          network.name()
              + " has "
              + network.inputs().size()
              + " inputs; batches are for networks of one");
    }
    Value input = network.inputs().get(0);
    Map<String, NativeValue> given = new HashMap<>(instead);
    given.put(input.name(), feed.load(input, batch));
    return tensors(forward(given, mode, keep, Interpreter.Shown.TO_NOBODY));
  }

  @Override
  public Evaluation evaluate(Tensor input, Tensor target, Loss loss, Mode mode) {
    return call(
        () ->
            looking.use(
                () ->
                    Gradients.without(
                        () -> {
                          org.bytedeco.pytorch.Tensor output = output(input, mode);
                          org.bytedeco.pytorch.Tensor value = Losses.of(loss, output, target);
                          return Losses.evaluation(loss, value, output, target);
                        })));
  }

  @Override
  public Training train(Optimizer optimizer, Loss loss, Set<String> parameters) {
    Set<String> given = Set.copyOf(parameters);
    return call(
        () -> {
          if (running != null) {
            throw new IllegalStateException(
                "the model of " + network.name() + " is being trained; close that training first");
          }
          requireComplete();
          interpreter.forget();
          store.freeze(given);
          frozen = given;
          running = TorchTraining.start(this, optimizer, loss);
          return running;
        });
  }

  private void requireComplete() {
    interpreter
        .problems()
        .forEach(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /** Called by a training that closes, on the engine's thread. */
  void ended(TorchTraining training) {
    if (running == training) {
      running = null;
      frozen = Set.of();
      store.freeze(frozen);
    }
  }

  @Override
  public void close() {
    EngineThread.run(
        () -> {
          if (!closed) {
            if (running != null) {
              running.release();
            }
            feed.close();
            interpreter.forget();
            store.close();
            closed = true;
          }
        });
  }
}
