/**
 * Input: sizes known by name only. Output: what is computed from them, in one canonical form:
 * {@code 2*N + 1}, {@code floor(H/2)}, {@code min(5, N)}; bound to numbers where those are given.
 */
@NullMarked
package io.vitrine.operator.size;

import org.jspecify.annotations.NullMarked;
