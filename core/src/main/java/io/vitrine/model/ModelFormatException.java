package io.vitrine.model;

import java.io.IOException;

/**
 * A file is not what it should be. The message says what was found, what was expected, where, and
 * what to do.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
