/**
 * Input: a network's graph and rules. Output: a {@link io.vitrine.grouping.Grouping}, the tree of
 * groups that people see in it: a convolution with its batch norm and activation, a residual block,
 * a module, a block that repeats.
 *
 * <p>A {@link io.vitrine.grouping.pattern.Rule} is a {@link io.vitrine.grouping.pattern.Pattern}
 * and what a match is called. Rules work upwards: each reduces its matches to one group, and later
 * rules match groups as well as nodes.
 */
@NullMarked
package io.vitrine.grouping;

import org.jspecify.annotations.NullMarked;
