/**
 * Input: a {@link io.vitrine.figure.DiagramPanel}. Output: its block: solids in oblique projection
 * with their labels.
 *
 * <p>It uses {@link io.vitrine.render.layout.part}, and {@link io.vitrine.render.layout.axes} for
 * the keys below the diagram.
 */
@NullMarked
package io.vitrine.render.layout.diagram;

import org.jspecify.annotations.NullMarked;
