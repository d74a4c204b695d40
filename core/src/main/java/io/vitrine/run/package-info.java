/**
 * Input: what a training loop tells as it goes (numbers, histograms, pictures, text). Output: a run
 * directory of TensorBoard event files and {@code run.json}, and everything in it read back.
 *
 * <p>{@link io.vitrine.run.RunWriter} needs no engine and no native code: any trainer on the JVM
 * can log with it. {@link io.vitrine.run.RunReader} reads the runs of every program that writes
 * TensorBoard's event files, also while they grow and where they are damaged.
 *
 * <p>Source of the format: TensorFlow's {@code record_writer}, {@code event.proto}, {@code
 * summary.proto} and {@code tensor.proto}, and TensorBoard's plugins for scalars, histograms,
 * images, text and hparams.
 */
@NullMarked
package io.vitrine.run;

import org.jspecify.annotations.NullMarked;
