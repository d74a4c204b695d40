package io.vitrine.engine;

import java.time.Duration;

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
 * @param time how long one run of a network forward may take; it is stopped between two nodes, so
 *     that the node before still ends
 */
public record Limits(long memoryBytes, long iterations, long work, Duration time) {
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
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("limits: expected some time, found " + time);
    }
  }

  /** Three quarters of the machine's memory, a million iterations, a work of 10^14, an hour. */
  public static Limits defaults() {
    return new Limits(0, 1_000_000, 100_000_000_000_000L, Duration.ofHours(1));
  }

  public Limits withMemoryBytes(long bytes) {
    return new Limits(bytes, iterations, work, time);
  }

  public Limits withIterations(long number) {
    return new Limits(memoryBytes, number, work, time);
  }

  public Limits withWork(long number) {
    return new Limits(memoryBytes, iterations, number, time);
  }

  public Limits withTime(Duration duration) {
    return new Limits(memoryBytes, iterations, work, duration);
  }
}
