/**
 * Input: a command line. Output: what the library makes of it, on standard output or in files;
 * progress and messages on standard error.
 *
 * <p>Commands stand in {@code training} and {@code view}, with no logic of their own. Exit codes: 0
 * done, 1 failed, 2 wrong usage.
 */
@NullMarked
package io.vitrine.cli;

import org.jspecify.annotations.NullMarked;
