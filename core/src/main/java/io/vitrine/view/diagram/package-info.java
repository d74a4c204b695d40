/**
 * Input: a network. Output: a {@link io.vitrine.figure.Figure} of its architecture in blocks.
 *
 * <p>Four steps, each a function of the one before: {@link io.vitrine.view.diagram.Grouping} says
 * what is one block, {@link io.vitrine.view.diagram.Proportions} how large it is, {@link
 * io.vitrine.view.diagram.BlockLayout} where it stands, {@link
 * io.vitrine.view.diagram.Architecture} how it looks.
 */
@NullMarked
package io.vitrine.view.diagram;

import org.jspecify.annotations.NullMarked;
