/**
 * Input: a number of threads, a folder to record in. Output: on standard output, a line for each
 * quantity: its name and the values measured.
 *
 * <p>Programs that run in a JVM of their own, with the launcher's settings, so that what they
 * measure is what a user gets.
 */
@NullMarked
package io.vitrine.bench.probe;

import org.jspecify.annotations.NullMarked;
