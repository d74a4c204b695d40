/**
 * Input: a model on an engine, a recipe and labelled images. Output: the same model trained, and a
 * record of every step and epoch for whoever listens.
 */
@NullMarked
package io.vitrine.train;

import org.jspecify.annotations.NullMarked;
