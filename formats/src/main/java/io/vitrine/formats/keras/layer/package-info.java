/**
 * Input: a layer's class, configuration and variables in Keras's words. Output: nodes and
 * parameters in ONNX's.
 *
 * <p>A value of images or sequences keeps its channels last, as Keras has them, until an operator
 * wants them first; then it is transposed once and stays so through all layers that do not care.
 * Source: Keras 3.15 and Keras 2.15, their layers' documentation.
 */
@NullMarked
package io.vitrine.formats.keras.layer;

import org.jspecify.annotations.NullMarked;
