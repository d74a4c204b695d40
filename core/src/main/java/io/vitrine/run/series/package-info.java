/**
 * Input: values as a run logs them, step by step. Output: {@link io.vitrine.run.series.Series},
 * thinned where there are too many, by the tag's {@link io.vitrine.run.series.Kind}.
 */
@NullMarked
package io.vitrine.run.series;

import org.jspecify.annotations.NullMarked;
