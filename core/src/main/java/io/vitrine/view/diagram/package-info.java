/**
 * Input: a network, grouped. Output: a {@link io.vitrine.figure.Figure} of its architecture.
 *
 * <p>A {@link io.vitrine.view.diagram.DiagramStyle} draws what is shown of a grouping: it makes
 * blocks of what is shown, says how large they are ({@link io.vitrine.view.diagram.Proportions}),
 * where they stand, how they look ({@link io.vitrine.view.diagram.DiagramTheme}).
 */
@NullMarked
package io.vitrine.view.diagram;

import org.jspecify.annotations.NullMarked;
