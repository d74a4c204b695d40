package io.vitrine.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one optimiser step measured.
 *
 * @param batch loss and right answers of the batch, in training mode, before the update
 * @param meanAbsGradient mean |gradient| by trainable parameter, in network order; empty unless
 *     asked for
 * @param updateRatio L2 norm of the update over L2 norm of the weight before it; empty unless asked
 *     for
 * @param firstNonFinite where the loss is not finite, the first value that is not: of the inputs,
 *     then in running order of parameters before the update and of layers' outputs, then the loss.
 *     Looked for once a training, since every step after it is spoilt
 */
public record StepReport(
    Evaluation batch,
    Map<String, Double> meanAbsGradient,
    Map<String, Double> updateRatio,
    Optional<NonFiniteValue> firstNonFinite) {
  public StepReport {
    meanAbsGradient = Collections.unmodifiableMap(new LinkedHashMap<>(meanAbsGradient));
    updateRatio = Collections.unmodifiableMap(new LinkedHashMap<>(updateRatio));
  }
}
