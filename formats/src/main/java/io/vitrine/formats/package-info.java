/**
 * Input: model files (ONNX, safetensors, PyTorch, NumPy). Output: a {@link
 * io.vitrine.model.Network} and its {@link io.vitrine.model.Weights}, the way back, and weights put
 * on a network.
 *
 * <p>Files are recognised by their content. A reader keeps the numbers in the file: tensors are
 * views of mapped memory, made when they are asked for. ONNX's protobuf messages are walked in
 * place rather than parsed into objects, which keeps weights out of the heap and lets every error
 * name the byte it is about.
 *
 * <p>A mapped file must not be cut or overwritten in place while its tensors are in use; replacing
 * it by moving another over it is safe, and is how the writers work.
 */
@NullMarked
package io.vitrine.formats;

import org.jspecify.annotations.NullMarked;
