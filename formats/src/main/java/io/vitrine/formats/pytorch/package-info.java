/**
 * Input: the bytes of a file that {@code torch.save} wrote. Output: its tensors by dotted names.
 * Users call {@link io.vitrine.formats.Networks}.
 *
 * <p>State dicts, checkpoints and whole modules are walked as data; no class of theirs is needed.
 * Numbers stay in the file. Source: PyTorch's serialization notes and {@code
 * torch/serialization.py}, {@code torch/_utils.py} of versions 0.1 to 2.13, for the layout of files
 * and the arguments of the functions that they name.
 */
@NullMarked
package io.vitrine.formats.pytorch;

import org.jspecify.annotations.NullMarked;
