package io.vitrine.torch;

import io.vitrine.engine.Optimizer;
import io.vitrine.model.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;

/**
 * Adam as PyTorch computes it: m and v are the decaying means of g and of its square; w -= rate (m
 * / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon). Coupled weight decay is added to the
 * gradient (Adam); decoupled decay shrinks the weight itself (AdamW).
 */
final class AdamUpdate implements Update {
  private static final String STEP = "adam.step";

  private final Optimizer.Adam settings;
  private final boolean decoupled;
  private final org.bytedeco.pytorch.Tensor[] weights;
  private final Moments means;
  private final Moments squares;
  private long steps;

  private AdamUpdate(Optimizer.Adam settings, boolean decoupled, ParameterStore store) {
    this.settings = settings;
    this.decoupled = decoupled;
    this.weights = store.trainableTensors();
    this.means = Moments.beside(store, "adam.mean.");
    this.squares = Moments.beside(store, "adam.square.");
  }

  static AdamUpdate coupled(Optimizer.Adam settings, ParameterStore store) {
    return new AdamUpdate(settings, false, store);
  }

  static AdamUpdate decoupled(Optimizer.AdamW s, ParameterStore store) {
    Optimizer.Adam settings =
        new Optimizer.Adam(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), s.weightDecay());
    return new AdamUpdate(settings, true, store);
  }

  @Override
  public void step(List<org.bytedeco.pytorch.Tensor> gradients, double learningRate) {
    steps++;
    for (int i = 0; i < weights.length; i++) {
      if (gradients.get(i).defined()) {
        step(i, gradients.get(i), learningRate);
      }
    }
  }

  private void step(int i, org.bytedeco.pytorch.Tensor given, double learningRate) {
    org.bytedeco.pytorch.Tensor gradient = given;
    double decay = settings.weightDecay();
    if (decay != 0 && decoupled) {
      weights[i].mul_(new Scalar(1 - learningRate * decay));
    } else if (decay != 0) {
      gradient = gradient.add(weights[i], new Scalar(decay));
    }
    double beta1 = settings.beta1();
    double beta2 = settings.beta2();
    org.bytedeco.pytorch.Tensor mean = means.at(i).lerp_(gradient, new Scalar(1 - beta1));
    org.bytedeco.pytorch.Tensor square =
        squares.at(i).mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
    double meanBias = 1 - Math.pow(beta1, (double) steps);
    double squareBias = Math.sqrt(1 - Math.pow(beta2, (double) steps));
    org.bytedeco.pytorch.Tensor spread =
        square.sqrt().div_(new Scalar(squareBias)).add_(new Scalar(settings.epsilon()));
    weights[i].addcdiv_(mean, spread, new Scalar(-learningRate / meanBias));
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEP, Tensor.of(new long[] {steps}));
    state.putAll(means.state());
    state.putAll(squares.state());
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    steps = state.getOrDefault(STEP, Tensor.of(new long[] {0})).longs()[0];
    means.restore(state);
    squares.restore(state);
  }

  @Override
  public void close() {
    means.close();
    squares.close();
  }
}
