/**
 * Input: the options of a training. Output: a run, trained, recorded and shown; its progress on
 * standard error.
 */
@NullMarked
package io.vitrine.cli.training;

import org.jspecify.annotations.NullMarked;
