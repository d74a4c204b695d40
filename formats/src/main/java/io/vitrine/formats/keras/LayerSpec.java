package io.vitrine.formats.keras;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.model.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer as a model's configuration lists it.
 *
 * @param name unique in its model
 * @param className Keras's class
 * @param config its own configuration
 * @param calls what it is called on, each time; empty in a sequence
 * @param causal the numbers of the calls in which no step may look at a later one
 */
record LayerSpec(
    String name, String className, Config config, List<List<Ref>> calls, Set<Integer> causal) {
  private static final String CAUSAL = "use_causal_mask";
  private static final int DEEPEST = 32;

  /**
   * A value: which call of which layer makes it.
   *
   * @param layer the layer's name
   * @param call its number among the layer's calls
   * @param output its number among what the call makes
   */
  record Ref(String layer, int call, int output) {
    /**
     * The same with the calls of a layer counted from 0. Keras counts the making of a model as its
     * first call, which the file does not list.
     */
    Ref counted(Map<String, Integer> hidden) {
      return new Ref(layer, call - hidden.getOrDefault(layer, 0), output);
    }
  }

  LayerSpec {
    calls = List.copyOf(calls);
    causal = Set.copyOf(causal);
  }

  static LayerSpec of(Config layer) throws ModelFormatException {
    Config config =
        layer.object("config").orElseThrow(() -> layer.wrong("config", "an object", null));
    String className = layer.text("class_name", "");
    String name = layer.text("name", config.text("name", className));
    List<List<Ref>> calls = new ArrayList<>();
    Set<Integer> causal = new HashSet<>();
    if (layer.raw("inbound_nodes") instanceof List<?> nodes) {
      for (Object node : nodes) {
        if (isCausal(node, 0)) {
          causal.add(calls.size());
        }
        calls.add(refs(node));
      }
    }
    return new LayerSpec(name, className, config, calls, causal);
  }

  /** Whether a call, written in Keras 2's words or 3's, asks for a causal mask. */
  private static boolean isCausal(@Nullable Object json, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (json instanceof Map<?, ?> map) {
      return Boolean.TRUE.equals(map.get(CAUSAL))
          || map.values().stream().anyMatch(value -> isCausal(value, depth + 1));
    }
    return json instanceof List<?> list
        && list.stream().anyMatch(value -> isCausal(value, depth + 1));
  }

  /** The layer's configuration with what a call adds to it. */
  Config config(int call) {
    return causal.contains(call) ? config.with(CAUSAL, true) : config;
  }

  /** How many calls of each model the file does not list, to go by the references to them. */
  static Map<String, Integer> hiddenCalls(List<LayerSpec> layers, List<Ref> outputs) {
    Map<String, Integer> last = new HashMap<>();
    outputs.forEach(ref -> last.merge(ref.layer(), ref.call(), Math::max));
    for (LayerSpec layer : layers) {
      layer
          .calls()
          .forEach(call -> call.forEach(ref -> last.merge(ref.layer(), ref.call(), Math::max)));
    }
    Map<String, Integer> hidden = new HashMap<>();
    for (LayerSpec layer : layers) {
      int listed = layer.calls().size();
      if (layer.isModel() && last.getOrDefault(layer.name(), 0) == listed && listed > 0) {
        hidden.put(layer.name(), 1);
      }
    }
    return hidden;
  }

  LayerSpec counted(Map<String, Integer> hidden) {
    List<List<Ref>> counted = new ArrayList<>();
    calls.forEach(call -> counted.add(call.stream().map(ref -> ref.counted(hidden)).toList()));
    return new LayerSpec(name, className, config, counted, causal);
  }

  /** The same without what its calls read of other layers. */
  LayerSpec notReading(Set<String> others) {
    List<List<Ref>> left = new ArrayList<>();
    calls.forEach(
        call -> left.add(call.stream().filter(ref -> !others.contains(ref.layer())).toList()));
    return new LayerSpec(name, className, config, left, causal);
  }

  /** Whether it is a model with layers of its own. */
  boolean isModel() {
    return config.raw("layers") instanceof List<?>;
  }

  boolean isInput() {
    return className.equals("InputLayer");
  }

  /**
   * The values that something written in JSON names, wherever in it: {@code ["conv2d", 0, 0, {}]}
   * in Keras 2, {@code {"keras_history": ["conv2d", 0, 0]}} in Keras 3.
   */
  static List<Ref> refs(@Nullable Object json) {
    List<Ref> refs = new ArrayList<>();
    collect(json, refs, 0);
    return refs;
  }

  private static void collect(@Nullable Object json, List<Ref> refs, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (json instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, refs, depth + 1));
    } else if (json instanceof List<?> list) {
      boolean isRef =
          list.size() >= 3
              && list.get(0) instanceof String
              && list.get(1) instanceof Number
              && list.get(2) instanceof Number;
      if (!isRef) {
        list.forEach(value -> collect(value, refs, depth + 1));
        return;
      }
      int call = ((Number) list.get(1)).intValue();
      if (call >= 0) {
        refs.add(
            new Ref(
                String.valueOf(list.get(0)), call, Math.max(0, ((Number) list.get(2)).intValue())));
      }
      list.subList(3, list.size()).forEach(value -> collect(value, refs, depth + 1));
    }
  }
}
