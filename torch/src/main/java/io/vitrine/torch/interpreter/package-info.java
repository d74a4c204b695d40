/**
 * Input: a network and libtorch tensors for its parameters and inputs. Output: libtorch tensors for
 * the values asked for.
 *
 * <p>The nodes run one after another; libtorch records what it needs to differentiate them. Each
 * family of operators is one class here, and {@code OperatorTable} lists the families: a new
 * operator is one entry in one of them. Everything runs on the thread that calls, inside the
 * caller's PointerScope.
 */
@NullMarked
package io.vitrine.torch.interpreter;

import org.jspecify.annotations.NullMarked;
