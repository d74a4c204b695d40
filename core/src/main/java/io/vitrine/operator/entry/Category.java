package io.vitrine.operator.entry;

/** What kind of work an operator does; diagrams colour by it. */
public enum Category {
  CONVOLUTION,
  LINEAR,
  NORMALIZATION,
  ACTIVATION,
  POOLING,
  REGULARIZATION,
  ELEMENTWISE,
  REDUCTION,
  RECURRENT,
  ATTENTION,
  /** Moves or renames numbers without computing any: no layer of its own in a summary. */
  SHAPE,
  OTHER
}
