/**
 * Input: what a format reader, the zoo or the builder knows of a network. Output: an immutable
 * graph in ONNX's vocabulary.
 *
 * <p>A {@link io.vitrine.model.Network} is structure only: nodes, values, parameters by name,
 * element types and shapes. The numbers lie beside it, in {@link io.vitrine.model.Weights}.
 * Operator names, attributes and semantics are those of the ONNX specification's default domain;
 * what is not understood keeps its name and its raw attributes.
 */
@NullMarked
package io.vitrine.model;

import org.jspecify.annotations.NullMarked;
