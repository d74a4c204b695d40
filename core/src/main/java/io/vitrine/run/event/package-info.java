/**
 * Input: messages of protocol buffers. Output: TensorBoard event files, appended to and read as
 * they grow.
 *
 * <p>This is the format alone: frames, fields, file names. What the values mean is told by {@link
 * io.vitrine.run}, which is what a program uses.
 */
@NullMarked
package io.vitrine.run.event;

import org.jspecify.annotations.NullMarked;
