package io.vitrine.train;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Observer;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** A model whose one weight is a hash of all images it was trained on, in their order. */
final class FakeModel implements Model {
  static final String WEIGHT = "net.0.weight";

  final List<Mode> evaluations = new ArrayList<>();
  Optional<NonFiniteValue> found = Optional.empty();
  private final LongFunction<Double> gradient;
  private float weight;
  private long steps;

  FakeModel() {
    this(step -> 0.5);
  }

  /** With the mean |gradient| of each step. */
  FakeModel(LongFunction<Double> gradient) {
    this.gradient = gradient;
  }

  @Override
  public Network network() {
    return Zoo.mlp(1, 1, 2, 3);
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public Weights weights() {
    return Weights.of(Map.of(WEIGHT, Tensor.scalar(weight)));
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request) {
    throw new AssertionError("training runs nothing");
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request, Observer observer) {
    throw new AssertionError("training runs nothing");
  }

  @Override
  public Evaluation evaluate(Tensor input, Tensor target, Loss loss, Mode mode) {
    evaluations.add(mode);
    return new Evaluation(target.count(), 0.25, target.count() / 2);
  }

  @Override
  public Training train(Optimizer optimizer, Loss loss, Set<String> frozen) {
    return new Training() {
      @Override
      public StepReport step(Tensor input, Tensor target, Detail detail) {
        steps++;
        for (float value : input.floats()) {
          weight = (weight * 31 + value) % 8191;
        }
        return new StepReport(
            new Evaluation(target.count(), 2.0 / steps, 1),
            Map.of(WEIGHT, gradient.apply(steps)),
            detail == Detail.UPDATES ? Map.of(WEIGHT, 0.001) : Map.of(),
            found);
      }

      @Override
      public void learningRate(double rate) {}

      @Override
      public Weights gradients() {
        return Weights.of(Map.of(WEIGHT, Tensor.of(new float[] {-3, 1}, 2)));
      }

      @Override
      public Weights state() {
        return Weights.of(Map.of("steps", Tensor.of(new long[] {steps}, 1)));
      }

      @Override
      public void restore(Weights weights, Weights state) {
        weight = weights.require(WEIGHT).floatAt(0);
        steps = state.require("steps").longs()[0];
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
