/**
 * Input: numbers, texts and pixels. Output: the characters and bytes by which SVG, TikZ and PNG
 * write them.
 *
 * <p>It knows nothing of the encoders that use it.
 */
@NullMarked
package io.vitrine.render.notation;

import org.jspecify.annotations.NullMarked;
