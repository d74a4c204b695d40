/**
 * Input: a picture, what a network takes, a recipe. Output: the network's input tensor, and the
 * names of the classes that it answers with.
 *
 * <p>A recipe is what the network was trained with; torchvision's and Keras's own are presets.
 */
@NullMarked
package io.vitrine.data.input;

import org.jspecify.annotations.NullMarked;
