/**
 * Input: a {@link io.vitrine.figure.Figure}. Output: a file, SVG, PNG, JPEG, TikZ or whatever an
 * encoder on the class path writes.
 *
 * <p>{@link io.vitrine.render.layout.FigureLayout} gives everything a place, {@link
 * io.vitrine.render.drawing.Drawing} holds the result, and an {@link
 * io.vitrine.render.FigureEncoder} writes it.
 */
@NullMarked
package io.vitrine.render;

import org.jspecify.annotations.NullMarked;
