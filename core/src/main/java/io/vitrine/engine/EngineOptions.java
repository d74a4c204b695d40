package io.vitrine.engine;

/**
 * How an engine runs.
 *
 * @param threads threads of the tensor kernels; 0 lets the engine choose the number of physical
 *     cores
 * @param precision of matrix products and convolutions
 * @param seed of initial weights and dropout
 */
public record EngineOptions(int threads, Precision precision, long seed) {
  public EngineOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads: expected 0 (choose) or more, found " + threads);
    }
  }

  public static EngineOptions defaults() {
    return new EngineOptions(0, Precision.AUTO, 0);
  }

  public EngineOptions withThreads(int number) {
    return new EngineOptions(number, precision, seed);
  }

  public EngineOptions withPrecision(Precision chosen) {
    return new EngineOptions(threads, chosen, seed);
  }

  public EngineOptions withSeed(long chosen) {
    return new EngineOptions(threads, precision, chosen);
  }
}
