/**
 * Input: histograms of a layer's weights and gradients after several epochs, and what its layers
 * made of one image. Output: {@link io.vitrine.figure.Figure}s of how the values are spread.
 */
@NullMarked
package io.vitrine.view.spread;

import org.jspecify.annotations.NullMarked;
