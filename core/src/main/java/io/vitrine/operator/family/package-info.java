/**
 * Input: nothing. Output: the entries of the operator table, family by family.
 *
 * <p>To add an operator, add its entry to the family that it belongs to, its sentence to {@code
 * messages.properties}, and a case to the tests.
 */
@NullMarked
package io.vitrine.operator.family;

import org.jspecify.annotations.NullMarked;
