/**
 * Input: a grouped network of fully connected layers, and its weights. Output: a figure of its
 * neurons, whose edges are colored by the weights.
 */
@NullMarked
package io.vitrine.view.diagram.neuron;

import org.jspecify.annotations.NullMarked;
