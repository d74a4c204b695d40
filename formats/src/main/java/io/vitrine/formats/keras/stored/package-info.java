/**
 * Input: what a Keras file holds of a layer. Output: its configuration by type, its variables by
 * role, and tensors made of them.
 */
@NullMarked
package io.vitrine.formats.keras.stored;

import org.jspecify.annotations.NullMarked;
