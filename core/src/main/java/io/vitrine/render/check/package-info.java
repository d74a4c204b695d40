/**
 * Input: a figure or its drawing. Output: what makes it wrong or unreadable, as sentences, for
 * tests of views and styles.
 */
@NullMarked
package io.vitrine.render.check;

import org.jspecify.annotations.NullMarked;
