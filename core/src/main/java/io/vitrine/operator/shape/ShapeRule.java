package io.vitrine.operator.shape;

/**
 * Computes the types of a node's outputs. Throws {@link IllegalArgumentException} where its inputs
 * do not fit.
 */
public interface ShapeRule {
  Inferred infer(ShapeContext context);
}
