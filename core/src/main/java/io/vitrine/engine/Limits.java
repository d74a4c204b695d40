package io.vitrine.engine;

/**
 * What running a network may take before it is refused. A model file is somebody else's program: it
 * may declare tensors larger than the machine, or loop for ever. Each node is checked before it
 * runs, from the shapes that its inputs really have.
 *
 * @param memoryBytes memory of the whole process, in bytes; 0 lets the engine choose three quarters
 *     of what the machine, or the container around it, has
 * @param iterations how often the bodies of Loop and Scan run, all together, in one run of a
 *     network
 * @param work multiply-accumulates and elements written, all together, in one run of a network
 */
public record Limits(long memoryBytes, long iterations, long work) {
  public Limits {
    if (memoryBytes < 0 || iterations < 0 || work < 0) {
      throw new IllegalArgumentException(
          "limits: expected 0 or more, found "
              + memoryBytes
              + " bytes, "
              + iterations
              + " iterations and a work of "
              + work);
    }
  }

  /** Three quarters of the machine's memory, a million iterations, a work of 10^14. */
  public static Limits defaults() {
    return new Limits(0, 1_000_000, 100_000_000_000_000L);
  }

  public Limits withMemoryBytes(long bytes) {
    return new Limits(bytes, iterations, work);
  }

  public Limits withIterations(long number) {
    return new Limits(memoryBytes, number, work);
  }

  public Limits withWork(long number) {
    return new Limits(memoryBytes, iterations, number);
  }
}
