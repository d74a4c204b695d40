/**
 * Input: the MNIST database, which ships in this module as four gzipped IDX files. Output: its
 * training and test data sets.
 */
@NullMarked
package io.vitrine.mnist;

import org.jspecify.annotations.NullMarked;
