/**
 * Input: the words that name what a command is about: a file, a run's folder, a network of the zoo,
 * weights, an image. Output: the network, weights, image or run, opened.
 */
@NullMarked
package io.vitrine.cli.subject;

import org.jspecify.annotations.NullMarked;
