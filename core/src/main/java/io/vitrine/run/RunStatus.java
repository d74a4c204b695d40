package io.vitrine.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
  /** It goes on, or its process was killed without a word. */
  RUNNING,
  /** It came to the end of its recipe. */
  FINISHED,
  /** It was stopped by its user and can be resumed. */
  INTERRUPTED,
  /** It ended with an error. */
  FAILED;

  /** The name in {@code run.json}, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
