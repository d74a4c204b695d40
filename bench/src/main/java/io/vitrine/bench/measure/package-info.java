/**
 * Input: commands and processes to be timed, alone or in turns. Output: measurements with their
 * spread, judged by goals, as rows of a table.
 */
@NullMarked
package io.vitrine.bench.measure;

import org.jspecify.annotations.NullMarked;
