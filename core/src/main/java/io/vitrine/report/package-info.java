/**
 * Input: a network, and what there is of its run: log, weights, the values of one image. Output: a
 * report, one HTML file that needs nothing else, and the article's pictures under their names.
 *
 * <p>{@link io.vitrine.report.RunReport} gathers the sections; {@link
 * io.vitrine.report.page.Report} is the page as data; one writer turns it into HTML.
 */
@NullMarked
package io.vitrine.report;

import org.jspecify.annotations.NullMarked;
