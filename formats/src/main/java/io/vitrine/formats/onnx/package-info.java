/**
 * Input: the bytes of an ONNX file, or a network and its weights. Output: the one from the other.
 *
 * <p>ONNX's protobuf messages are walked in place rather than parsed into objects, which keeps
 * weights out of the heap and lets every error name the byte it is about. Users call {@link
 * io.vitrine.formats.Networks} and {@link io.vitrine.formats.OnnxWriter}.
 */
@NullMarked
package io.vitrine.formats.onnx;

import org.jspecify.annotations.NullMarked;
