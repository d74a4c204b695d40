/**
 * Input: numbers and words that a view has made. Output: a {@link io.vitrine.figure.Figure}, pure
 * data that knows nothing of networks, pixels or files.
 *
 * <p>A figure is a title and panels; a panel holds axes with marks, a heat map, a sheet of tiles, a
 * block diagram or a table. Every mark can carry an id, a tooltip and a link. Colors are named by
 * what they stand for ({@link io.vitrine.figure.color.Palette}) or given as numbers.
 */
@NullMarked
package io.vitrine.figure;

import org.jspecify.annotations.NullMarked;
