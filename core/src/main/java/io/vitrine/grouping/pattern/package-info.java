/**
 * Input: groups of nodes as a candidate shows them. Output: a {@link
 * io.vitrine.grouping.pattern.Rule}, what a match of a {@link io.vitrine.grouping.pattern.Pattern}
 * is called, and the {@link io.vitrine.grouping.pattern.Group} that it makes.
 */
@NullMarked
package io.vitrine.grouping.pattern;

import org.jspecify.annotations.NullMarked;
