/**
 * Input: a run of a network. Output: its values one after another, each as long as it is looked at,
 * so that all of them can be summarised in the memory of a few.
 */
@NullMarked
package io.vitrine.engine.observe;

import org.jspecify.annotations.NullMarked;
