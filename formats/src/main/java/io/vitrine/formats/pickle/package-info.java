/**
 * Input: the bytes of a Python pickle. Output: the values it describes, as data.
 *
 * <p>Nothing is imported, called or run. A class or function of the pickle is a name; what a call
 * of it would make is an object that keeps the name and the arguments. Names that only an attack
 * uses are refused. Depth, number and length of values are limited, so that a hostile pickle costs
 * bounded time and memory.
 */
@NullMarked
package io.vitrine.formats.pickle;

import org.jspecify.annotations.NullMarked;
