/**
 * Input: a network's convolutions and their weights. Output: near-zero filters, and where filters
 * are large and small.
 */
@NullMarked
package io.vitrine.insight.kernels;

import org.jspecify.annotations.NullMarked;
