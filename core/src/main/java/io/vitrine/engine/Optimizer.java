package io.vitrine.engine;

/** An optimiser with its settings, as PyTorch defines them. */
public sealed interface Optimizer {
  double learningRate();

  /**
   * Stochastic gradient descent with momentum: v = momentum v + (g + weightDecay w); w -=
   * learningRate v.
   */
  record Sgd(double learningRate, double momentum, double weightDecay) implements Optimizer {
    public Sgd {
      check("learning rate", learningRate);
      check("momentum", momentum);
      check("weight decay", weightDecay);
    }
  }

  /** Adam (Kingma and Ba, 2015), weight decay added to the gradient. */
  record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {
    public Adam {
      check("learning rate", learningRate);
      check("weight decay", weightDecay);
    }

    public static Adam of(double learningRate) {
      return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
    }
  }

  /** Adam with decoupled weight decay (Loshchilov and Hutter, 2019). */
  record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {
    public AdamW {
      check("learning rate", learningRate);
      check("weight decay", weightDecay);
    }

    public static AdamW of(double learningRate) {
      return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01);
    }
  }

  private static void check(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + ": expected a number of 0 or more, found " + value);
    }
  }
}
