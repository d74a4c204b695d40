/**
 * Input: shapes, texts and pictures that a layout has placed. Output: a {@link
 * io.vitrine.render.drawing.Drawing}, which every encoder can write.
 *
 * <p>Lengths are CSS pixels (1/96 inch), y grows downwards, angles are in degrees clockwise.
 */
@NullMarked
package io.vitrine.render.drawing;

import org.jspecify.annotations.NullMarked;
