package io.vitrine.torch.call;

import io.vitrine.engine.Limits;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * What one run of a network has taken of its limits. Everything is asked for before it is taken, so
 * that what goes beyond a limit is refused and not begun.
 */
public final class Meter {
  /** Asking the operating system costs more than a small tensor does. */
  private static final long UNMEASURED_BYTES = 64L << 20;

  /** What nanoseconds in 64 bits count, and more than anybody waits. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Limits limits;
  private long unmeasured;
  private long iterations;
  private long work;
  private final long beginNanos = System.nanoTime();
  private final long limitNanos;

  /** A meter at zero; the limits name a number of bytes. */
  public Meter(Limits limits) {
    this.limits = limits;
    boolean some = limits.time().compareTo(LONGEST) < 0;
    this.limitNanos = some ? limits.time().toNanos() : Long.MAX_VALUE;
  }

  /**
   * Asks for native memory. What is in use is the process's resident memory as the operating system
   * counts it, whatever holds it.
   *
   * @throws IllegalArgumentException where it and what is in use exceed the limit
   */
  public void memory(long bytes) {
    unmeasured = sum(unmeasured, bytes);
    if (unmeasured < UNMEASURED_BYTES) {
      return;
    }
    unmeasured = 0;
    long used = Pointer.physicalBytes();
    if (sum(used, bytes) > limits.memoryBytes()) {
      throw new IllegalArgumentException(
          "it would take "
              + size(bytes)
              + " of memory; "
              + size(used)
              + " are in use and the limit is "
              + size(limits.memoryBytes())
              + ": raise it by --memory-limit (Limits.memoryBytes in code) if the model is to be trusted");
    }
  }

  /**
   * Counts one run of a Loop's or Scan's body.
   *
   * @throws IllegalArgumentException where there were too many
   */
  public void iteration() {
    if (iterations >= limits.iterations()) {
      throw new IllegalArgumentException(
          "the bodies of its loops have run "
              + iterations
              + " times, which is the limit: raise it by --loop-limit (Limits.iterations in code)");
    }
    iterations++;
  }

  /**
   * Counts multiply-accumulates and elements to be written.
   *
   * @throws IllegalArgumentException where there are too many
   */
  public void work(long units) {
    work = sum(work, units);
    if (work > limits.work()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the run would come to %.3g multiply-accumulates and elements, the limit is %.3g: raise it by --work-limit (Limits.work in code)",
              (double) work,
              (double) limits.work()));
    }
  }

  /**
   * Looks at the clock, before a node begins.
   *
   * @throws IllegalArgumentException where the run has gone on for longer than it may
   */
  public void time() {
    long nanos = System.nanoTime() - beginNanos;
    if (nanos > limitNanos) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the run has gone on for %.3g s before this node, the limit is %.3g s: raise it by --time-limit (Limits.time in code)",
              nanos / 1e9,
              limitNanos / 1e9));
    }
  }

  /** A sum that stays at the largest number instead of overflowing. */
  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Bytes as people read them. */
  public static String size(long bytes) {
    return bytes < 1L << 30
        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20))
        : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
  }
}
