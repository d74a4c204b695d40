package io.vitrine.torch.convolution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Where the values of a pipeline lie: two of them share a place where the one is read for the last
 * time before the other is made.
 *
 * @param places the index of each value's place
 * @param bytes how large each place is
 */
record Places(Map<String, Integer> places, List<Long> bytes) {
  Places {
    places = Map.copyOf(places);
    bytes = List.copyOf(bytes);
  }

  /** A plan in the making. */
  private static final class Plan {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Long> bytes = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    /** The smallest free place that is large enough, else the largest, which grows. */
    void put(String value, long size) {
      Comparator<Integer> fit =
          Comparator.comparing((Integer place) -> bytes.get(place) < size)
              .thenComparing(place -> Math.abs(bytes.get(place) - size));
      Optional<Integer> found = free.stream().min(fit);
      found.ifPresent(free::remove);
      int place = found.orElseGet(bytes::size);
      if (found.isEmpty()) {
        bytes.add(size);
      }
      bytes.set(place, Math.max(size, bytes.get(place)));
      places.put(value, place);
    }

    void release(String value) {
      Integer place = places.get(value);
      if (place != null) {
        free.add(place);
      }
    }
  }

  /**
   * Finds places.
   *
   * @param loaded the values that are there before the first stage
   * @param exports the values that are read after the last one
   * @param bytes how large a value is
   */
  static Places of(
      List<Stage> stages, Set<String> loaded, Set<String> exports, ToLongFunction<String> bytes) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      int index = i;
      last.putIfAbsent(stages.get(i).output(), index);
      stages.get(i).read().forEach(value -> last.put(value, index));
    }
    exports.forEach(value -> last.put(value, stages.size()));
    Plan plan = new Plan();
    loaded.stream().sorted().forEach(value -> plan.put(value, bytes.applyAsLong(value)));
    for (int i = 0; i < stages.size(); i++) {
      int index = i;
      plan.put(stages.get(i).output(), bytes.applyAsLong(stages.get(i).output()));
      last.forEach(
          (value, at) -> {
            if (at == index) {
              plan.release(value);
            }
          });
    }
    return new Places(plan.places, plan.bytes);
  }

  /** The bytes of all places. */
  long sum() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }
}
