/**
 * Input: prepared nodes of ONNX Runtime's own domain and their inputs. Output: what they make of
 * them. What such an operator shares with one of ONNX's is left to that one.
 */
@NullMarked
package io.vitrine.torch.contributed;

import org.jspecify.annotations.NullMarked;
