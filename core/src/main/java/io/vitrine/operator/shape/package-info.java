/**
 * Input: one node and what is known of its inputs. Output: what is known of its outputs. The rules
 * that families share: broadcasting, windows, slices.
 */
@NullMarked
package io.vitrine.operator.shape;

import org.jspecify.annotations.NullMarked;
