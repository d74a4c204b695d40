/**
 * Input: a network that was opened from a file, and the images it is to learn. Output: the same
 * network in a form that can be trained, with sentences that say what was changed and what cannot
 * be put back.
 */
@NullMarked
package io.vitrine.tuning;

import org.jspecify.annotations.NullMarked;
