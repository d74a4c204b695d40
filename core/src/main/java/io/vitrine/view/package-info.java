/**
 * Input: plain data (logged series, gradients, weights, values of a run) and, where layers matter,
 * the network. Output: a {@link io.vitrine.figure.Figure}.
 *
 * <p>A view is a pure function: it loads nothing, runs nothing and draws nothing. Its words come
 * from the message bundle, in the language that the caller names.
 */
@NullMarked
package io.vitrine.view;

import org.jspecify.annotations.NullMarked;
