/**
 * Input: a network in blocks. Output: a figure of its feature maps as stacks of sheets with the
 * windows that slide over them, as LeCun et al. drew LeNet-5 (1998).
 *
 * <p>Four steps, each a function of the one before: one block for each stack, what each is made by,
 * its shape, its place.
 */
@NullMarked
package io.vitrine.view.diagram.lenet;

import org.jspecify.annotations.NullMarked;
