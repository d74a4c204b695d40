/**
 * Input: a network, grouped. Output: a {@link io.vitrine.figure.Figure} of its architecture.
 *
 * <p>A {@link io.vitrine.view.diagram.DiagramStyle} draws what is shown of a grouping. The block
 * style goes in four steps, each a function of the one before: blocks of what is shown, how large
 * they are ({@link io.vitrine.view.diagram.Proportions}), where they stand in columns and rows, how
 * they look ({@link io.vitrine.view.diagram.DiagramTheme}).
 */
@NullMarked
package io.vitrine.view.diagram;

import org.jspecify.annotations.NullMarked;
