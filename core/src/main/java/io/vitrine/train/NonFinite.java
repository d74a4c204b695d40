package io.vitrine.train;

import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.run.RunInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first NaN or infinity of a training.
 *
 * @param step in which it appeared, from 1
 * @param epoch in which it appeared, from 1
 * @param found where, and what
 */
public record NonFinite(long step, int epoch, NonFiniteValue found) {
  private static final String FIELD = "first_non_finite";

  /** All of it in words, such as {@code NaN first appeared in the loss at step 7 (epoch 1)}. */
  public String sentence() {
    return found.value()
        + " first appeared in "
        + found.place()
        + " at step "
        + step
        + " (epoch "
        + epoch
        + ")";
  }

  /** A run's description with this in it, unless it tells of an earlier one. */
  RunInfo notedIn(RunInfo info) {
    boolean isFirst = recordedIn(info).map(earlier -> step < earlier.step).orElse(true);
    return isFirst ? info.noting(FIELD, fields()) : info;
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step);
    fields.put("epoch", epoch);
    fields.put("kind", found.kind().name().toLowerCase(Locale.ROOT));
    fields.put("name", found.name());
    fields.put("value", Double.toString(found.value()));
    return fields;
  }

  /** What a run's description tells of it; empty where there was none or none was recorded. */
  public static Optional<NonFinite> recordedIn(RunInfo info) {
    return info.more().get(FIELD) instanceof Map<?, ?> fields ? read(fields) : Optional.empty();
  }

  private static Optional<NonFinite> read(Map<?, ?> fields) {
    if (!(fields.get("step") instanceof Number step)
        || !(fields.get("epoch") instanceof Number epoch)
        || !(fields.get("kind") instanceof String kind)
        || !(fields.get("name") instanceof String name)) {
      return Optional.empty();
    }
    Optional<Double> value =
        switch (String.valueOf(fields.get("value"))) {
          case "NaN" -> Optional.of(Double.NaN);
          case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
          case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
          default -> Optional.empty();
        };
    Optional<Kind> known =
        Arrays.stream(Kind.values()).filter(k -> k.name().equalsIgnoreCase(kind)).findFirst();
    return known.flatMap(
        where ->
            value.map(
                what ->
                    new NonFinite(
                        step.longValue(),
                        epoch.intValue(),
                        new NonFiniteValue(where, name, what))));
  }
}
