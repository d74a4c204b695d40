/**
 * Input: a {@link io.vitrine.figure.Figure}. Output: a {@link io.vitrine.render.drawing.Drawing},
 * in which everything has its place.
 *
 * <p>{@link io.vitrine.render.layout.FigureLayout} picks a block for each panel. The packages below
 * do not know this one: {@code diagram} uses {@code axes}, and both use {@code part}.
 */
@NullMarked
package io.vitrine.render.layout;

import org.jspecify.annotations.NullMarked;
