package io.vitrine.engine.trace;

/**
 * A run ended at a node that is not known or that failed. The values asked for that were made until
 * then come with it.
 */
public final class IncompleteRunException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient Stop stop;
  private final transient Trace trace;

  public IncompleteRunException(Stop stop, Trace trace, Throwable cause) {
    super(stop.message(), cause);
    this.stop = stop;
    this.trace = trace;
  }

  /** Where and why it ended. */
  public Stop stop() {
    return stop;
  }

  /** What was kept until then; it has no gradients. */
  public Trace trace() {
    return trace;
  }
}
