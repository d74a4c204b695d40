/**
 * Input: numbers of any amount, such as a tensor whose bytes are a mapped file. Output: their
 * extremes, mean, deviation, counts and histogram, taken in two passes over blocks, so that the
 * numbers never lie in the heap together.
 */
@NullMarked
package io.vitrine.statistics;

import org.jspecify.annotations.NullMarked;
