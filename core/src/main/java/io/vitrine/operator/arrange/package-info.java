/**
 * Input: nothing. Output: the entries of the operator table for operators that arrange, pick, make
 * or route values, family by family; those that compute layers stand in {@code family}.
 */
@NullMarked
package io.vitrine.operator.arrange;

import org.jspecify.annotations.NullMarked;
