package io.vitrine.torch;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Mode;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.machine.EngineThread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Training of a model in native memory. */
final class TorchTraining implements Training {
  private static final String RANDOM = "random";
  private static final String LEARNING_RATE = "learningRate";

  private final TorchModel model;
  private final Loss loss;
  private final KernelGradients gradients;
  private final Update update;
  private double learningRate;
  private List<org.bytedeco.pytorch.Tensor> lastGradients = List.of();
  private boolean isSpoilt;
  private boolean closed;

  private TorchTraining(TorchModel model, Optimizer optimizer, Loss loss) {
    this.model = model;
    this.loss = loss;
    this.gradients = KernelGradients.of(model.network(), model.store(), model.route());
    this.update = Update.of(optimizer, model.store());
    this.learningRate = optimizer.learningRate();
  }

  /** Called on the engine's thread. */
  static TorchTraining start(TorchModel model, Optimizer optimizer, Loss loss) {
    if (model.store().trainable().isEmpty()) {
      throw new IllegalArgumentException(
          model.network().name() + " has no parameters that training could change");
    }
    return new TorchTraining(model, optimizer, loss);
  }

  private <T> T call(java.util.function.Supplier<T> work) {
    return model.call(
        () -> {
          if (closed) {
            throw new IllegalStateException("this training is closed");
          }
          return work.get();
        });
  }

  @Override
  public StepReport step(Tensor input, Tensor target, Detail detail) {
    return call(() -> model.trainingStream().use(() -> measured(input, target, detail)));
  }

  private StepReport measured(Tensor input, Tensor target, Detail detail) {
    forgetGradients();
    Map<String, org.bytedeco.pytorch.Tensor> values =
        model.values(input, Mode.TRAINING, gradients.cutOff(), gradients.kept());
    org.bytedeco.pytorch.Tensor output = model.output(values);
    org.bytedeco.pytorch.Tensor value = Losses.of(loss, output, target);
    lastGradients = gradients.of(value, values);
    lastGradients.forEach(org.bytedeco.pytorch.Tensor::retainReference);
    return Gradients.without(
        () -> {
          Evaluation batch = Losses.evaluation(loss, value, output, target);
          Map<String, Double> means =
              detail == Detail.LOSS ? Map.of() : named(Gradients.meanAbs(lastGradients));
          Optional<NonFiniteValue> found = spoilt(input, batch.loss());
          return new StepReport(batch, means, update(detail), found);
        });
  }

  /** What spoilt the first loss that is not finite, looked for before the weights move. */
  private Optional<NonFiniteValue> spoilt(Tensor input, double lossValue) {
    if (isSpoilt || Double.isFinite(lossValue)) {
      return Optional.empty();
    }
    isSpoilt = true;
    // The same dropout masks again; the stream then stands where it stood before.
    model.trainingStream().repeat();
    Optional<NonFiniteValue> found =
        new FiniteCheck(model.network(), model.store().trainable()).first(model.allValues(input));
    return found.or(() -> Optional.of(new NonFiniteValue(Kind.LOSS, "loss", lossValue)));
  }

  /** Moves the weights and, where asked, measures |update| / |weight|. */
  private Map<String, Double> update(Detail detail) {
    if (detail != Detail.UPDATES) {
      update.step(lastGradients, learningRate);
      return Map.of();
    }
    List<org.bytedeco.pytorch.Tensor> weights =
        Arrays.stream(model.store().trainableTensors())
            .map(org.bytedeco.pytorch.Tensor::detach)
            .toList();
    List<org.bytedeco.pytorch.Tensor> before =
        weights.stream().map(org.bytedeco.pytorch.Tensor::clone).toList();
    update.step(lastGradients, learningRate);
    float[] sizes = Gradients.norms(before);
    for (int i = 0; i < weights.size(); i++) {
      before.get(i).sub_(weights.get(i));
    }
    float[] ratios = Gradients.norms(before);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= sizes[i];
    }
    return named(ratios);
  }

  private Map<String, Double> named(float[] figures) {
    Map<String, Double> named = new LinkedHashMap<>();
    List<String> names = model.store().trainable();
    for (int i = 0; i < figures.length; i++) {
      named.put(names.get(i), (double) figures[i]);
    }
    return named;
  }

  private void forgetGradients() {
    lastGradients.forEach(org.bytedeco.pytorch.Tensor::releaseReference);
    lastGradients = List.of();
  }

  @Override
  public void learningRate(double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "learning rate: expected a number of 0 or more, found " + rate);
    }
    learningRate = rate;
  }

  @Override
  public Weights gradients() {
    return call(
        () -> {
          Map<String, Tensor> copies = new LinkedHashMap<>();
          for (int i = 0; i < lastGradients.size(); i++) {
            if (lastGradients.get(i).defined()) {
              copies.put(
                  model.store().trainable().get(i), NativeTensors.toModel(lastGradients.get(i)));
            }
          }
          return Weights.of(copies);
        });
  }

  @Override
  public Weights state() {
    return call(
        () -> {
          Map<String, Tensor> state = new LinkedHashMap<>(update.state());
          state.put(RANDOM, model.trainingStream().state());
          state.put(LEARNING_RATE, NativeTensors.scalar(learningRate));
          return Weights.of(state);
        });
  }

  @Override
  public void restore(Weights weights, Weights state) {
    call(
        () -> {
          Map<String, Tensor> given = checked(state);
          model.store().assign(weights);
          model.trainingStream().restore(state.require(RANDOM));
          learningRate = state.require(LEARNING_RATE).doubleAt(0);
          update.restore(given);
          forgetGradients();
          return true;
        });
  }

  /** The optimiser's part of a state. Throws where names or shapes are not this optimiser's. */
  private Map<String, Tensor> checked(Weights state) {
    Map<String, Tensor> expected = update.state();
    Set<String> names = new java.util.LinkedHashSet<>(expected.keySet());
    names.addAll(Set.of(RANDOM, LEARNING_RATE));
    if (!names.equals(state.names())) {
      throw new IllegalArgumentException(
          "the state is not of this network and optimizer: expected "
              + names
              + ", found "
              + state.names());
    }
    Map<String, Tensor> given = new LinkedHashMap<>();
    expected.forEach(
        (name, own) -> {
          Tensor saved = state.require(name);
          if (!saved.shape().equals(own.shape()) || !saved.elements().equals(own.elements())) {
            throw new IllegalArgumentException(
                "state '" + name + "': expected " + own + ", found " + saved);
          }
          given.put(name, saved);
        });
    return given;
  }

  /** Frees native memory, on the engine's thread. */
  void release() {
    if (!closed) {
      forgetGradients();
      update.close();
      model.ended(this);
      closed = true;
    }
  }

  @Override
  public void close() {
    EngineThread.run(this::release);
  }
}
