package io.vitrine.engine;

/**
 * A value that is NaN or infinite, and what it belongs to.
 *
 * @param kind what it belongs to
 * @param name the name of the input, parameter or layer; {@code loss} for the loss
 * @param value NaN or an infinity
 */
public record NonFiniteValue(Kind kind, String name, double value) {
  /** What a value belongs to. */
  public enum Kind {
    /** The batch itself. */
    INPUT,
    /** A parameter, before the step. */
    PARAMETER,
    /** What a layer made of finite values. */
    LAYER,
    /** The loss of finite outputs. */
    LOSS,
    /** The gradient of a parameter. */
    GRADIENT
  }

  public NonFiniteValue {
    if (Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "expected NaN or an infinity in " + name + ", found " + value);
    }
  }

  /** The place in words, such as {@code the output of layer conv1}. */
  public String place() {
    return switch (kind) {
      case INPUT -> "the batch of input " + name;
      case PARAMETER -> "parameter " + name;
      case LAYER -> "the output of layer " + name;
      case LOSS -> "the loss";
      case GRADIENT -> "the gradient of " + name;
    };
  }
}
