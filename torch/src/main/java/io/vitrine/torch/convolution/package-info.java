/**
 * Input: images in native memory, kernels, and what follows a convolution. Output: what the
 * convolution and those make of the images.
 *
 * <p>All is done by oneDNN: one call through libtorch, or many in a row by oneDNN's own interface.
 */
@NullMarked
package io.vitrine.torch.convolution;

import org.jspecify.annotations.NullMarked;
