/**
 * Input: calls of PyTorch's operators (ATen), one after the other. Output: a network in ONNX's
 * vocabulary.
 *
 * <p>Each reader of a format that holds such calls makes a {@link io.vitrine.formats.sketch.Sketch}
 * and gives it to {@link io.vitrine.formats.aten.Conversion}. An operator without a counterpart
 * keeps its own name, in the domain {@code aten}, with its arguments as attributes. To add one: an
 * entry in its family here, with the names of its arguments.
 */
@NullMarked
package io.vitrine.formats.aten;

import org.jspecify.annotations.NullMarked;
