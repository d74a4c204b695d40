/**
 * Input: the workplace. Output: the rows of one part of the bench: what is run, against what, and
 * what must be reached. A new part is one class here and its name in {@link
 * io.vitrine.bench.part.Part}.
 */
@NullMarked
package io.vitrine.bench.part;

import org.jspecify.annotations.NullMarked;
