/**
 * Input: what a run recorded of its losses and gradients. Output: figures of the training curves
 * and of the gradients' flow.
 */
@NullMarked
package io.vitrine.view.training;

import org.jspecify.annotations.NullMarked;
