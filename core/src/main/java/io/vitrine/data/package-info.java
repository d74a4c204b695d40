/**
 * Input: IDX files, folders of images, arrays. Output: immutable data sets, and batches ready for
 * an engine.
 *
 * <p>A {@link io.vitrine.data.Dataset} holds images {@code (N, C, H, W)} as bytes or floats with
 * one label each; {@link io.vitrine.data.Preprocessing} says how they become a network's input;
 * {@link io.vitrine.data.Batches} prepares that input ahead of the engine, in an order that a
 * checkpoint can take up again.
 */
@NullMarked
package io.vitrine.data;

import org.jspecify.annotations.NullMarked;
