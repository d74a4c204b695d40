/**
 * Input: nodes as exporters name them. Output: a stable, unique dotted path for each, and where it
 * comes from.
 *
 * <p>One class reads one family's names: PyTorch's scopes and paths, TensorFlow's paths, Paddle's
 * parameters. All other names stay as they are.
 */
@NullMarked
package io.vitrine.formats.names;

import org.jspecify.annotations.NullMarked;
