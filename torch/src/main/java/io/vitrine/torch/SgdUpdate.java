package io.vitrine.torch;

import io.vitrine.engine.Optimizer;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;

/**
 * Stochastic gradient descent as PyTorch computes it: v = momentum v + (g + decay w); w -= rate v.
 */
final class SgdUpdate implements Update {
  private final Optimizer.Sgd settings;
  private final org.bytedeco.pytorch.Tensor[] weights;
  private final Optional<Moments> velocity;

  SgdUpdate(Optimizer.Sgd settings, ParameterStore store) {
    this.settings = settings;
    this.weights = store.trainableTensors();
    this.velocity =
        settings.momentum() == 0
            ? Optional.empty()
            : Optional.of(Moments.beside(store, "sgd.velocity."));
  }

  @Override
  public void step(List<org.bytedeco.pytorch.Tensor> gradients, double learningRate) {
    Scalar rate = new Scalar(-learningRate);
    Scalar momentum = new Scalar(settings.momentum());
    Scalar decay = new Scalar(settings.weightDecay());
    for (int i = 0; i < weights.length; i++) {
      org.bytedeco.pytorch.Tensor step = gradients.get(i);
      if (!step.defined()) {
        continue;
      }
      if (settings.weightDecay() != 0) {
        step = step.add(weights[i], decay);
      }
      if (velocity.isPresent()) {
        step = velocity.get().at(i).mul_(momentum).add_(step);
      }
      weights[i].add_(step, rate);
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return velocity.map(Moments::state).orElse(Map.of());
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    velocity.ifPresent(moments -> moments.restore(state));
  }

  @Override
  public void close() {
    velocity.ifPresent(Moments::close);
  }
}
