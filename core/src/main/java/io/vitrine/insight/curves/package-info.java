/**
 * Input: the losses and accuracies of a run's epochs. Output: whether it converged, what it
 * reached, and whether it overfits.
 */
@NullMarked
package io.vitrine.insight.curves;

import org.jspecify.annotations.NullMarked;
