/**
 * Input: prepared nodes and their inputs. Output: what operators that arrange, pick, make or route
 * values make of them.
 *
 * <p>One class a family, as in {@code io.vitrine.operator.arrange}; {@code ArrangementRuns} lists
 * them.
 */
@NullMarked
package io.vitrine.torch.arrange;

import org.jspecify.annotations.NullMarked;
