/**
 * Input: the bytes of a safetensors file or an index of several, or tensors by name. Output: the
 * one from the other. Users call {@link io.vitrine.formats.Networks} and {@link
 * io.vitrine.formats.Safetensors}.
 */
@NullMarked
package io.vitrine.formats.safetensors;

import org.jspecify.annotations.NullMarked;
