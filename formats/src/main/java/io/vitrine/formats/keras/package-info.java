/**
 * Input: the bytes of Keras's files, {@code .h5} of Keras 2 and 3 and {@code .keras} of Keras 3.
 * Output: the network in ONNX's vocabulary and its weights.
 *
 * <p>The rules by which layers become nodes are in {@link io.vitrine.formats.keras.layer}.
 */
@NullMarked
package io.vitrine.formats.keras;

import org.jspecify.annotations.NullMarked;
