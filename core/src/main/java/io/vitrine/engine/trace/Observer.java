package io.vitrine.engine.trace;

/** Is shown the values of a run as they are made. */
@FunctionalInterface
public interface Observer {
  /**
   * Looks at a value. It is on the engine's thread, which waits; the engine must not be called from
   * here.
   */
  void made(PassingValue value);
}
