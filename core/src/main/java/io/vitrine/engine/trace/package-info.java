/**
 * Input: a run of a network. Output: its values, either kept in a {@link
 * io.vitrine.engine.trace.Trace} or shown to an {@link io.vitrine.engine.trace.Observer} one after
 * another, so that all of them can be summarised in the memory of a few; and where it stopped.
 */
@NullMarked
package io.vitrine.engine.trace;

import org.jspecify.annotations.NullMarked;
