/**
 * Input: the fonts that ship with us (Inter and a part of Noto Sans SC, both under the SIL Open
 * Font License). Output: widths and outlines of text, the same on every machine, with no font of
 * the system.
 */
@NullMarked
package io.vitrine.render.text;

import org.jspecify.annotations.NullMarked;
