/**
 * Input: a checkout that is built, a finished run or the time to make one, and where it is at hand
 * a Python with the peers. Output: a table of what was measured against what must be reached.
 *
 * <p>{@link io.vitrine.bench.Bench} is the program; each {@link io.vitrine.bench.part.Part}
 * measures and gives {@link io.vitrine.bench.measure.Row}s. What has to run in a JVM of its own,
 * with the launcher's settings, is in {@link io.vitrine.bench.probe}.
 */
@NullMarked
package io.vitrine.bench;

import org.jspecify.annotations.NullMarked;
