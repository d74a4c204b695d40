/**
 * Input: facts of one view. Output: findings, and their sentences in the reader's language.
 *
 * <p>To add a rule, write one class that implements {@link io.vitrine.insight.rule.Rule}, name it
 * in its view's list of rules, and give each of its messages a line in every bundle.
 */
@NullMarked
package io.vitrine.insight.rule;

import org.jspecify.annotations.NullMarked;
