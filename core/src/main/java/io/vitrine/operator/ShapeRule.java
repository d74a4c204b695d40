package io.vitrine.operator;

/**
 * Computes the types of a node's outputs. Throws {@link IllegalArgumentException} where its inputs
 * do not fit.
 */
interface ShapeRule {
  Inferred infer(ShapeContext context);
}
