package io.vitrine.formats.keras;

import io.vitrine.formats.keras.LayerSpec.Ref;
import io.vitrine.model.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** An order in which a model's layers can be called: each after what it reads, else as listed. */
final class CallOrder {
  /** The call of a layer, by their numbers. */
  record Call(LayerSpec layer, int number) {}

  private CallOrder() {}

  /**
   * Orders the calls.
   *
   * @throws ModelFormatException where they wait for one another, or for what is not there
   */
  static List<Call> of(String where, List<LayerSpec> layers) throws ModelFormatException {
    List<Call> calls = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (LayerSpec layer : layers) {
      int count = layer.isInput() ? 1 : layer.calls().size();
      for (int i = 0; i < count; i++) {
        places.put(key(layer.name(), i), calls.size());
        calls.add(new Call(layer, i));
      }
    }
    int[] missing = new int[calls.size()];
    Map<Integer, List<Integer>> readers = new HashMap<>();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      for (Ref ref : inputs(calls.get(i))) {
        @Nullable Integer from = places.get(key(ref.layer(), ref.call()));
        if (from == null) {
          throw new ModelFormatException(
              where
                  + ": layer '"
                  + calls.get(i).layer().name()
                  + "' reads call "
                  + ref.call()
                  + " of layer '"
                  + ref.layer()
                  + "', which there is not");
        }
        missing[i]++;
        readers.computeIfAbsent(from, key -> new ArrayList<>()).add(i);
      }
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<Call> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      ordered.add(calls.get(next));
      for (int reader : readers.getOrDefault(next, List.of())) {
        if (--missing[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (ordered.size() < calls.size()) {
      calls.removeAll(ordered);
      throw new ModelFormatException(
          where + ": layer '" + calls.get(0).layer().name() + "' waits for itself in a circle");
    }
    return ordered;
  }

  static List<Ref> inputs(Call call) {
    return call.layer().isInput() ? List.of() : call.layer().calls().get(call.number());
  }

  static String key(String layer, int call) {
    return call + " " + layer;
  }
}
