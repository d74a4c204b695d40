/**
 * Input: prepared nodes and their inputs. Output: what losses, optimisers and classical models make
 * of them.
 */
@NullMarked
package io.vitrine.torch.learn;

import org.jspecify.annotations.NullMarked;
