/**
 * Input: a {@link io.vitrine.render.drawing.Drawing}. Output: a PDF of one page.
 *
 * <p>{@link io.vitrine.render.Figures} finds the encoder where this module is on the class path.
 */
@NullMarked
package io.vitrine.pdf;

import org.jspecify.annotations.NullMarked;
