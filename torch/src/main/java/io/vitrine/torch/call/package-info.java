/**
 * Input: a node and the values that it reads. Output: what an operator needs to run it.
 *
 * <p>The families of operators are written against these types alone: {@code Call} gives inputs and
 * attributes, {@code NativeValue} is what goes in and comes out, {@code Carriers} says which
 * libtorch type stands for which element type.
 */
@NullMarked
package io.vitrine.torch.call;

import org.jspecify.annotations.NullMarked;
