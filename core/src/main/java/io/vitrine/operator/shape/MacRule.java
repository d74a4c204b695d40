package io.vitrine.operator.shape;

import io.vitrine.model.Shape;
import java.util.OptionalLong;

/**
 * Counts a node's multiply-accumulates; bias additions are none. Empty where a shape that it needs
 * is not known.
 */
public interface MacRule {
  /** For operators that multiply nothing with anything. */
  MacRule NONE = (context, output) -> OptionalLong.of(0);

  OptionalLong macs(ShapeContext context, Shape output);
}
