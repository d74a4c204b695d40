/**
 * Input: an image size, channels and a number of classes. Output: a well-known network, ready to be
 * shown or trained.
 */
@NullMarked
package io.vitrine.zoo;

import org.jspecify.annotations.NullMarked;
