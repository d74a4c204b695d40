package io.vitrine.run;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches tensors for the first NaN or infinite value. A trainer tells it each step's tensors, in
 * the order in which they were computed, so that the first finding is where the trouble began. Not
 * thread-safe.
 */
public final class Sentinel {
  private static final int BLOCK = 1024;

  private final Map<String, Finding> findings = new LinkedHashMap<>();

  /**
   * Where a value that is not finite first appeared.
   *
   * @param tensor the tensor's name
   * @param step the number of optimiser steps done, this one included
   * @param value NaN or an infinity
   */
  public record Finding(String tensor, long step, double value) {
    public Finding {
      if (Double.isFinite(value)) {
        throw new IllegalArgumentException("a finding is NaN or infinite, found " + value);
      }
    }
  }

  /**
   * Looks at one number of a tensor, such as its mean magnitude or a loss: it is finite only where
   * every element is.
   *
   * @return the finding if this is the first number of all that is not finite, else empty
   */
  public Optional<Finding> check(long step, String tensor, double value) {
    if (Double.isFinite(value) || findings.containsKey(tensor)) {
      return Optional.empty();
    }
    Finding finding = new Finding(tensor, step, value);
    findings.put(tensor, finding);
    return findings.size() == 1 ? Optional.of(finding) : Optional.empty();
  }

  /**
   * Looks at every element of a tensor; the buffer's position stays.
   *
   * @return the finding if this is the first tensor of all with an element that is not finite
   */
  public Optional<Finding> check(long step, String tensor, FloatBuffer values) {
    int position = values.position();
    for (int from = position; from < values.limit(); from += BLOCK) {
      int to = Math.min(values.limit(), from + BLOCK);
      if (!allFinite(values, from, to)) {
        return check(step, tensor, firstOf(values, from, to));
      }
    }
    return Optional.empty();
  }

  /** NaN and infinity times zero are NaN, everything else times zero is zero. */
  private static boolean allFinite(FloatBuffer values, int from, int to) {
    float zero = 0;
    for (int i = from; i < to; i++) {
      zero += values.get(i) * 0;
    }
    return zero == 0;
  }

  private static double firstOf(FloatBuffer values, int from, int to) {
    int index = from;
    while (index < to - 1 && Float.isFinite(values.get(index))) {
      index++;
    }
    return values.get(index);
  }

  /** The first finding of all, empty while everything was finite. */
  public Optional<Finding> first() {
    return findings.values().stream().findFirst();
  }

  /** The first finding of each tensor by its name, in the order of appearance. */
  public Map<String, Finding> findings() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(findings));
  }
}
