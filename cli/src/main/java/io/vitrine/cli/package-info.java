/**
 * Input: a command line. Output: what the library makes of it, on standard output or in files;
 * progress and messages on standard error.
 *
 * <p>One class a command, with no logic of its own. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@NullMarked
package io.vitrine.cli;

import org.jspecify.annotations.NullMarked;
