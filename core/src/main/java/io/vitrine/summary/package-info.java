/**
 * Input: a network and, where wanted, the shapes of its inputs. Output: its layers as rows with
 * shapes, parameters, multiply-accumulates and memory, their totals, and tables in several formats.
 *
 * <p>The rule: a tensor counts once, at the first layer that reads it, however often it is used;
 * shared use is marked and named. Trainable numbers, frozen numbers and buffers are counted apart;
 * settings such as a target shape are not counted. Multiply-accumulates are those of one item of
 * the batch; adding a bias is none, and an operator that multiplies nothing with anything, batch
 * normalisation included, has none. Bytes follow the real element types.
 *
 * <p>One model of rows ({@link io.vitrine.summary.SummaryRow}) serves every format; to add one,
 * write a {@code SummaryWriter} and name it in {@link io.vitrine.summary.Format}.
 */
@NullMarked
package io.vitrine.summary;

import org.jspecify.annotations.NullMarked;
