/**
 * Input: prepared nodes and their inputs. Output: what operators that compute make of them, so that
 * libtorch can differentiate it.
 *
 * <p>One class a family, as in {@code io.vitrine.operator.family}; {@code FamilyRuns} lists them.
 */
@NullMarked
package io.vitrine.torch.family;

import org.jspecify.annotations.NullMarked;
