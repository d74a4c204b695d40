/**
 * Input: what {@code torch.export.save} wrote (.pt2). Output: the network in ONNX's vocabulary, its
 * weights still in the file.
 *
 * <p>The archive holds a graph of PyTorch's operators as JSON, and its tensors as bytes or as files
 * of {@code torch.save}. Source: PyTorch's schema of serialized programs, major versions 5 to 8.
 */
@NullMarked
package io.vitrine.formats.exported;

import org.jspecify.annotations.NullMarked;
