/**
 * Input: prepared nodes and sequences of steps. Output: what recurrent layers and attention make of
 * them, so that libtorch can differentiate it.
 */
@NullMarked
package io.vitrine.torch.series;

import org.jspecify.annotations.NullMarked;
