/**
 * Input: a network's nodes and the shapes of its inputs. Output: the shape of every value, what
 * each parameter is, what each operator multiplies, and words that say what a layer is for.
 *
 * <p>All knowledge of operators sits in one table, {@link io.vitrine.operator.Operators}. To add an
 * operator, add its entry to its family in {@code family} and its sentence to {@code
 * messages.properties}. What flows: {@code shape} (rules), {@code entry} (words), {@code family}
 * and {@code arrange} (the entries of what computes and of what moves values), and here the table
 * and what is computed by it.
 */
@NullMarked
package io.vitrine.operator;

import org.jspecify.annotations.NullMarked;
