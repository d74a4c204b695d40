/**
 * Input: sections of figures, tables, facts and sentences. Output: a {@link
 * io.vitrine.report.page.Report}, one self-contained page of HTML.
 */
@NullMarked
package io.vitrine.report.page;

import org.jspecify.annotations.NullMarked;
