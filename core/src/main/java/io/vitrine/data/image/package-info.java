/**
 * Input: image files, pixel values. Output: pictures of one or three channels, in any size.
 *
 * <p>What a network sees of a file must not depend on who reads it: grey, alpha, orientation and
 * resizing follow Pillow, which PyTorch's users read their images with, to the grey level.
 */
@NullMarked
package io.vitrine.data.image;

import org.jspecify.annotations.NullMarked;
