/**
 * Input: nodes, parameters and shapes, as a reader of PyTorch's programs finds them. Output: a
 * network, with the nodes that its outputs need under their modules' paths.
 */
@NullMarked
package io.vitrine.formats.sketch;

import org.jspecify.annotations.NullMarked;
