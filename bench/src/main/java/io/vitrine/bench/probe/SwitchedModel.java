package io.vitrine.bench.probe;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
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
import java.util.Map;
import java.util.Set;

/** A model whose training measures nothing but the loss while its switch is off. */
final class SwitchedModel implements Model {
  private final Model model;
  private final Switch measuring;

  SwitchedModel(Model model, Switch measuring) {
    this.model = model;
    this.measuring = measuring;
  }

  @Override
  public Network network() {
    return model.network();
  }

  @Override
  public Precision precision() {
    return model.precision();
  }

  @Override
  public Weights weights() {
    return model.weights();
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request) {
    return model.trace(inputs, request);
  }

  @Override
  public Trace trace(Map<String, Datum> inputs, Request request, Observer observer) {
    return model.trace(inputs, request, observer);
  }

  @Override
  public Evaluation evaluate(Tensor input, Tensor target, Loss loss, Mode mode) {
    return model.evaluate(input, target, loss, mode);
  }

  @Override
  public Training train(Optimizer optimizer, Loss loss, Set<String> frozen) {
    return new SwitchedTraining(model.train(optimizer, loss, frozen));
  }

  @Override
  public void close() {
    model.close();
  }

  private final class SwitchedTraining implements Training {
    private final Training training;

    SwitchedTraining(Training training) {
      this.training = training;
    }

    @Override
    public StepReport step(Tensor input, Tensor target, Detail detail) {
      boolean plain = detail == Detail.GRADIENTS && !measuring.isOn();
      return training.step(input, target, plain ? Detail.LOSS : detail);
    }

    @Override
    public void learningRate(double rate) {
      training.learningRate(rate);
    }

    @Override
    public Weights gradients() {
      return training.gradients();
    }

    @Override
    public Weights state() {
      return training.state();
    }

    @Override
    public void restore(Weights weights, Weights state) {
      training.restore(weights, state);
    }

    @Override
    public void close() {
      training.close();
    }
  }
}
