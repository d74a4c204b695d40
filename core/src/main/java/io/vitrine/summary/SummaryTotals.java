package io.vitrine.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sums over a network.
 *
 * @param layers how many layers compute something or hold parameters
 * @param parameters all of them, each tensor once
 * @param batch the size of the batch that shapes and memory are given for
 * @param macItems how many items of the batch {@code macs} covers: 1, or a network's fixed batch
 * @param macs multiply-accumulates for that many items
 * @param batchMacs multiply-accumulates for the whole batch
 * @param memory of one pass over the batch
 * @param byType parameters by the type of layer, in running order; types without any are left out
 */
public record SummaryTotals(
    int layers,
    ParameterCount parameters,
    long batch,
    long macItems,
    Tally macs,
    Tally batchMacs,
    MemoryEstimate memory,
    Map<String, ParameterCount> byType) {
  public SummaryTotals {
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
  }
}
