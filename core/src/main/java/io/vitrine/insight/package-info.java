/**
 * Input: facts of the six views, computed from a run's log, weights, a trace and the network.
 * Output: an analysis in words for each, every statement with its figures.
 *
 * <p>Facts are plain records and know no thresholds; each rule states its thresholds and where they
 * come from. {@link io.vitrine.insight.Insights} lists all rules.
 */
@NullMarked
package io.vitrine.insight;

import org.jspecify.annotations.NullMarked;
