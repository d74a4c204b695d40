/**
 * Input: a language. Output: the texts of a package in it, and their columns in a terminal.
 *
 * <p>The one rule by which all words that people read are chosen.
 */
@NullMarked
package io.vitrine.language;

import org.jspecify.annotations.NullMarked;
