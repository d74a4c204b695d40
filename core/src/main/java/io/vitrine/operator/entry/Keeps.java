package io.vitrine.operator.entry;

/**
 * What must live from an operator's forward pass until its gradient is computed, as its derivative
 * needs it. Parameters live anyway and are not meant here.
 */
public enum Keeps {
  /** Nothing: the gradient passes as it comes, or there is none. */
  NOTHING,
  /** Nothing, and its output is its input's own memory under another shape. */
  VIEW,
  /** The values that it read. */
  INPUTS,
  /** The value that it made. */
  OUTPUT,
  /** The position of each value that it made, as a 64-bit integer. */
  POSITIONS,
  /** A byte for each value that it made: passed or dropped. */
  MASK,
  /** All that it read and made: what is assumed of an operator that is not known. */
  EVERYTHING;

  /** What most operators of a category keep. */
  static Keeps usual(Category category) {
    return switch (category) {
      case CONVOLUTION, LINEAR, NORMALIZATION, ACTIVATION, ELEMENTWISE, REDUCTION -> INPUTS;
      case POOLING, SHAPE -> NOTHING;
      case REGULARIZATION -> MASK;
      case RECURRENT, ATTENTION, OTHER -> EVERYTHING;
    };
  }
}
