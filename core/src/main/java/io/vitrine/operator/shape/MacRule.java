package io.vitrine.operator.shape;

import java.util.OptionalLong;

/**
 * Counts a node's multiply-accumulates; bias additions are none. Empty where a shape that it needs
 * is not known.
 */
public interface MacRule {
  /** For operators that multiply nothing with anything. */
  MacRule NONE = (context, found) -> OptionalLong.of(0);

  /** For operators that multiply, but have no one way of doing so: a fast transform. */
  MacRule UNKNOWN = (context, found) -> OptionalLong.empty();

  /**
   * Counts.
   *
   * @param found what the node's shape rule found
   */
  OptionalLong macs(ShapeContext context, Inferred found);
}
