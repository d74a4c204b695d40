/**
 * Input: a {@link io.vitrine.figure.Figure}. Output: a {@link io.vitrine.render.drawing.Drawing},
 * in which everything has its place.
 *
 * <p>Each kind of panel has a {@link io.vitrine.render.layout.Block}, which says how much room it
 * needs and then draws itself into the room it is given.
 */
@NullMarked
package io.vitrine.render.layout;

import org.jspecify.annotations.NullMarked;
