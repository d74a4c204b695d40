/**
 * Input: a network with its weights, and a search over names, operators and shapes. Output: the
 * tensors and nodes that are found, and any tensor's statistics, as text and as JSON.
 */
@NullMarked
package io.vitrine.inspect;

import org.jspecify.annotations.NullMarked;
