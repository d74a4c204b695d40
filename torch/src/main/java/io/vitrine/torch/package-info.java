/**
 * Input: a network, its weights and tensors. Output: values, gradients and trained weights,
 * computed by libtorch.
 *
 * <p>The only package that sees native code. Every native call runs on the engine's one thread,
 * because libtorch keeps autocast and gradient mode per thread; public methods may be called from
 * any thread.
 */
@NullMarked
package io.vitrine.torch;

import org.jspecify.annotations.NullMarked;
