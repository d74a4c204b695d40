/**
 * Input: a drawing of a network as somebody writes it, block by block, in PlotNeuralNet's words.
 * Output: a {@link io.vitrine.figure.Figure} of it, and where it contradicts a network.
 *
 * <p>{@link io.vitrine.view.diagram.plot.Plot} collects what is written; places follow from names
 * and anchors; the solids are those of every diagram.
 */
@NullMarked
package io.vitrine.view.diagram.plot;

import org.jspecify.annotations.NullMarked;
