/** Input: a network. Output: where its parameters and its multiply-accumulates are. */
@NullMarked
package io.vitrine.insight.parameters;

import org.jspecify.annotations.NullMarked;
