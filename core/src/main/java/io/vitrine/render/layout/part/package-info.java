/**
 * Input: texts, numbers and shapes of a panel. Output: elements of a drawing, broken, cut and
 * spelled as every panel does it.
 *
 * <p>Each kind of panel has a {@link io.vitrine.render.layout.part.Block}, which says how much room
 * it needs and then draws itself into the room it is given. This package knows none of the kinds.
 */
@NullMarked
package io.vitrine.render.layout.part;

import org.jspecify.annotations.NullMarked;
