package io.vitrine.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one optimiser step measured.
 *
 * @param batch loss and right answers of the batch, in training mode, before the update
 * @param meanAbsGradient mean |gradient| by trainable parameter, in network order; empty unless
 *     asked for
 * @param updateRatio L2 norm of the update over L2 norm of the weight before it; empty unless asked
 *     for
 */
public record StepReport(
    Evaluation batch, Map<String, Double> meanAbsGradient, Map<String, Double> updateRatio) {
  public StepReport {
    meanAbsGradient = Collections.unmodifiableMap(new LinkedHashMap<>(meanAbsGradient));
    updateRatio = Collections.unmodifiableMap(new LinkedHashMap<>(updateRatio));
  }
}
