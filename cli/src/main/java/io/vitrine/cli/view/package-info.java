/**
 * Input: a subject and the options of a view. Output: the view as files, or its numbers on standard
 * output. One class a command.
 */
@NullMarked
package io.vitrine.cli.view;

import org.jspecify.annotations.NullMarked;
