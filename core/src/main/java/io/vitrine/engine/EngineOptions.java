package io.vitrine.engine;

/**
 * How an engine runs.
 *
 * @param threads threads of the tensor kernels; 0 lets the engine choose the number of physical
 *     cores
 * @param precision of matrix products and convolutions
 * @param seed of initial weights and dropout
 * @param limits what running a network may take
 */
public record EngineOptions(int threads, Precision precision, long seed, Limits limits) {
  public EngineOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads: expected 0 (choose) or more, found " + threads);
    }
  }

  /** Options with the usual limits. */
  public EngineOptions(int threads, Precision precision, long seed) {
    this(threads, precision, seed, Limits.defaults());
  }

  public static EngineOptions defaults() {
    return new EngineOptions(0, Precision.AUTO, 0);
  }

  public EngineOptions withThreads(int number) {
    return new EngineOptions(number, precision, seed, limits);
  }

  public EngineOptions withPrecision(Precision chosen) {
    return new EngineOptions(threads, chosen, seed, limits);
  }

  public EngineOptions withSeed(long chosen) {
    return new EngineOptions(threads, precision, chosen, limits);
  }

  public EngineOptions withLimits(Limits chosen) {
    return new EngineOptions(threads, precision, seed, chosen);
  }
}
