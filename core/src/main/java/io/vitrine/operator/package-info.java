/**
 * Input: a network's nodes and the shapes of its inputs. Output: the shape of every value, what
 * each parameter is, what each operator multiplies, and words that say what a layer is for.
 *
 * <p>All knowledge of operators sits in one table, {@link io.vitrine.operator.Operators}. To add an
 * operator, add its entry to the family it belongs to and its sentence to {@code
 * messages.properties}.
 */
@NullMarked
package io.vitrine.operator;

import org.jspecify.annotations.NullMarked;
