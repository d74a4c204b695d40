/**
 * Input: {@link io.vitrine.layout.place.Level}s of boxes and frames of known sizes, and nets that
 * connect them. Output: a {@link io.vitrine.layout.place.Placement} with the places of all of them
 * and the ways of the nets.
 *
 * <p>Lengths are CSS pixels in two directions: <em>along</em> the flow from inputs to outputs, and
 * <em>across</em> it. Whoever draws decides which of them is down.
 */
@NullMarked
package io.vitrine.layout.place;

import org.jspecify.annotations.NullMarked;
