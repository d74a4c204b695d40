/**
 * Input: a grouped {@link io.vitrine.model.Network} and a cut. Output: a figure of its operators
 * and of the values between them, with modules as frames.
 *
 * <p>Steps, each a function of the one before: scene (levels of cards and the values between them),
 * layout, figure.
 */
@NullMarked
package io.vitrine.layout;

import org.jspecify.annotations.NullMarked;
