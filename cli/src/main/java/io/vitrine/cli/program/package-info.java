/**
 * Input: a process and its signals. Output: what every command may ask of the program around it:
 * its language, a clean stop, the browser.
 */
@NullMarked
package io.vitrine.cli.program;

import org.jspecify.annotations.NullMarked;
