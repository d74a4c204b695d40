package io.vitrine.torch.machine;

/**
 * The engine cannot run here: no native code for this platform, or no room to unpack it. The
 * message is one sentence for the user.
 */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineUnavailableException(String message) {
    super(message);
  }

  EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
