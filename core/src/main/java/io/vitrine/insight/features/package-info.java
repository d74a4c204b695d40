/**
 * Input: the values of one forward pass and the image that was fed. Output: dead channels,
 * saturation, and whether maps follow the image's outline or background.
 */
@NullMarked
package io.vitrine.insight.features;

import org.jspecify.annotations.NullMarked;
