/**
 * Input: the bytes of NumPy's {@code .npy} and {@code .npz} files. Output: their arrays by name.
 * Users call {@link io.vitrine.formats.Networks}; {@link io.vitrine.formats.Npy} writes them.
 *
 * <p>Arrays of Python objects are never unpickled: they keep their name and shape and refuse their
 * numbers by name, as do all types without a counterpart. Source: NumPy's description of the NPY
 * format, versions 1.0 to 3.0.
 */
@NullMarked
package io.vitrine.formats.numpy;

import org.jspecify.annotations.NullMarked;
