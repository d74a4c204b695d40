package io.vitrine.operator.entry;

/** What a parameter is to the operator that reads it. */
public enum Role {
  WEIGHT,
  BIAS,
  /** A statistic that training moves without a gradient, such as a running mean. */
  BUFFER,
  /** A setting, such as a target shape or a dropout ratio. */
  CONSTANT;

  /** Whether training changes it by its gradient. */
  public boolean isTrainable() {
    return this == WEIGHT || this == BIAS;
  }
}
