/**
 * Input: files. Output: their bytes by position, what they are, and tensors that lie in them.
 *
 * <p>What the readers and writers of the formats share; users call {@link
 * io.vitrine.formats.Networks}.
 */
@NullMarked
package io.vitrine.formats.file;

import org.jspecify.annotations.NullMarked;
