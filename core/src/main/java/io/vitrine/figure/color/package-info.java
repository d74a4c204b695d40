/**
 * Input: what a color stands for, or a number to be shown. Output: the color, by palette, by map or
 * by scale.
 */
@NullMarked
package io.vitrine.figure.color;

import org.jspecify.annotations.NullMarked;
