package io.vitrine.engine;

import io.vitrine.model.Network;
import io.vitrine.model.Weights;

/** Runs networks. Holds native memory: close it. Its methods may be called from any thread. */
public interface Engine extends AutoCloseable {
  /**
   * What runs, for {@code run.json} and captions: library, version, and the processor's
   * instructions that it uses.
   */
  String description();

  /**
   * The options in force; {@link Precision#AUTO} and 0 threads are resolved to what was chosen. A
   * network may need more than this precision: {@link Model#precision} says what it gets.
   */
  EngineOptions options();

  /**
   * A model of the network with these weights. Parameters without a weight are initialised as
   * PyTorch does by default, from the engine's seed.
   *
   * @throws IllegalArgumentException where a weight's shape or type does not fit its parameter, or
   *     an operator is unknown
   */
  Model load(Network network, Weights weights);

  @Override
  void close();
}
