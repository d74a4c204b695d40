/**
 * Input: a network in blocks. Output: a figure of them in space, as PlotNeuralNet draws it.
 *
 * <p>Three steps, each a function of the one before: columns and rows, places, solids.
 */
@NullMarked
package io.vitrine.view.diagram.space;

import org.jspecify.annotations.NullMarked;
