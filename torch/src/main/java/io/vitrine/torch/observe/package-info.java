/**
 * Input: the values of a run while they lie in native memory. Output: what an observer asks of
 * them.
 */
@NullMarked
package io.vitrine.torch.observe;

import org.jspecify.annotations.NullMarked;
