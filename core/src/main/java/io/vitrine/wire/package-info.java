/**
 * Input: numbers, texts and pixels. Output: the bytes of the formats that several rooms write, PNG,
 * JSON and messages of protocol buffers, and back.
 *
 * <p>The encodings alone, which know nothing of what they carry.
 */
@NullMarked
package io.vitrine.wire;

import org.jspecify.annotations.NullMarked;
