/**
 * Input: a network. Output: the tables that torchsummary and torchinfo print for it, by their own
 * rules of counting, for comparison with ours, and a sentence that says where they differ.
 */
@NullMarked
package io.vitrine.summary.peer;

import org.jspecify.annotations.NullMarked;
