/**
 * Input: what is shown of a grouping. Output: {@link io.vitrine.view.diagram.block.Blocks}, each
 * with its look, its parts and their sizes, and what is said of them.
 */
@NullMarked
package io.vitrine.view.diagram.block;

import org.jspecify.annotations.NullMarked;
