/**
 * Input: nothing. Output: the words in which the operator table speaks of one operator: what kind
 * of work it does, what its parameters are, what its gradient needs.
 */
@NullMarked
package io.vitrine.operator.entry;

import org.jspecify.annotations.NullMarked;
