/**
 * Input: the mean gradients and update ratios of a run's weights. Output: whether gradients vanish
 * or explode, and whether all weights learn.
 */
@NullMarked
package io.vitrine.insight.gradients;

import org.jspecify.annotations.NullMarked;
