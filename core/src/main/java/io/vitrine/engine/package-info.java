/**
 * Input: a network, its weights and tensors to feed it. Output: the values, gradients and training
 * steps that the views ask for.
 *
 * <p>These interfaces say what a view or a trainer may ask of an engine. Module {@code torch}
 * answers them on libtorch. Training or evaluation is an argument, never a property of the network.
 */
@NullMarked
package io.vitrine.engine;

import org.jspecify.annotations.NullMarked;
