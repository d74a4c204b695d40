/** Input: a network. Output: its layers, how maps shrink, and how much of the image a unit sees. */
@NullMarked
package io.vitrine.insight.structure;

import org.jspecify.annotations.NullMarked;
