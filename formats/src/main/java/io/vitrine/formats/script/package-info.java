/**
 * Input: a TorchScript archive ({@code torch.jit.save}). Output: the network in ONNX's vocabulary,
 * its weights still in the file.
 *
 * <p>The archive holds a module as a pickle and its methods as text in a small part of Python. The
 * text is parsed and followed, not run: tensors are names, what is known (settings, sizes) is
 * computed, modules called from modules are entered. A module whose method cannot be followed (a
 * loop that depends on the data) becomes one node that keeps the text.
 */
@NullMarked
package io.vitrine.formats.script;

import org.jspecify.annotations.NullMarked;
