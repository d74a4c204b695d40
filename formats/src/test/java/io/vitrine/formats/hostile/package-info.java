/**
 * Input: nothing. Output: files of every format that are wrong on purpose, and what becomes of
 * them.
 */
@NullMarked
package io.vitrine.formats.hostile;

import org.jspecify.annotations.NullMarked;
