package io.vitrine.formats;

import io.vitrine.formats.WeightMatch.Difference;
import io.vitrine.formats.WeightMatch.Way;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the prefix under which a file has most of a network's names and sorts its tensors by it.
 *
 * <p>Each name of the file is cut at each of its dots; where the rest is a parameter's name, what
 * was cut off is a prefix with one match more. The prefix with most matches of name and shape wins,
 * then the one that comes first in the file. Cost: the number of dots in the file's names.
 */
final class WeightMatching {
  private static final String COUNTER = "num_batches_tracked";

  private final Network network;
  private final OpenedModel file;
  private final Map<String, Parameter> wanted = new LinkedHashMap<>();
  private final Map<String, Parameter> stored;

  private WeightMatching(Network network, OpenedModel file) {
    this.network = network;
    this.file = file;
    this.stored = file.network().graph().parametersByName();
    network.parameters().stream()
        .filter(parameter -> parameter.constant().isEmpty())
        .forEach(parameter -> wanted.put(parameter.name(), parameter));
  }

  static WeightMatch of(Network network, OpenedModel file) {
    WeightMatching matching = new WeightMatching(network, file);
    Map<String, Integer> prefixes = matching.prefixes();
    if (prefixes.isEmpty()) {
      List<Pair> places = matching.byPlace();
      return matching.sorted(places.isEmpty() ? Way.NAME : Way.ORDER, "", places);
    }
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> prefix : prefixes.entrySet()) {
      if (prefix.getValue() > most) {
        most = prefix.getValue();
        best = prefix.getKey();
      }
    }
    return matching.sorted(Way.NAME, best, matching.named(best));
  }

  /** All names, further ones of tied tensors included, each with its tensor. */
  private Map<String, Parameter> names() {
    Map<String, Parameter> names = new LinkedHashMap<>(stored);
    file.tied().forEach((name, first) -> put(names, name, stored.get(first)));
    return names;
  }

  private static void put(
      Map<String, Parameter> names, String name, @Nullable Parameter parameter) {
    if (parameter != null) {
      names.putIfAbsent(name, parameter);
    }
  }

  /** How well each prefix fits: two points for a name with its shape, one for a name alone. */
  private Map<String, Integer> prefixes() {
    Map<String, Integer> prefixes = new LinkedHashMap<>();
    for (Map.Entry<String, Parameter> entry : names().entrySet()) {
      String name = entry.getKey();
      for (int cut = 0; cut >= 0; cut = after(name, cut)) {
        @Nullable Parameter parameter = wanted.get(name.substring(cut));
        if (parameter != null) {
          boolean fits = parameter.shape().equals(entry.getValue().shape());
          prefixes.merge(name.substring(0, cut), fits ? 2 : 1, Integer::sum);
        }
      }
    }
    return prefixes;
  }

  private static int after(String name, int cut) {
    return name.indexOf('.', cut) + 1 == 0 ? -1 : name.indexOf('.', cut) + 1;
  }

  /** A parameter and the tensor that is for it, under one of its names. */
  private record Pair(Parameter expected, String name, Parameter found) {}

  private List<Pair> named(String prefix) {
    Map<String, Parameter> names = names();
    List<Pair> pairs = new ArrayList<>();
    for (Parameter parameter : wanted.values()) {
      String name = prefix + parameter.name();
      @Nullable Parameter found = names.get(name);
      if (found != null) {
        pairs.add(new Pair(parameter, name, found));
      }
    }
    return pairs;
  }

  /** Pairs by place, where shapes and types agree one for one; else none. */
  private List<Pair> byPlace() {
    List<Parameter> tensors =
        stored.values().stream().filter(tensor -> !tensor.name().endsWith(COUNTER)).toList();
    List<Parameter> places = List.copyOf(wanted.values());
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < places.size() && tensors.size() == places.size(); i++) {
      Parameter tensor = tensors.get(i);
      if (!fits(places.get(i), tensor)) {
        return List.of();
      }
      pairs.add(new Pair(places.get(i), tensor.name(), tensor));
    }
    return pairs;
  }

  private static boolean fits(Parameter expected, Parameter found) {
    return expected.shape().equals(found.shape())
        && MatchedWeights.canBecome(found.elements(), expected.elements());
  }

  private WeightMatch sorted(Way way, String prefix, List<Pair> pairs) {
    Map<String, String> matched = new LinkedHashMap<>();
    List<Difference> differing = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(wanted.keySet());
    Set<String> used = new HashSet<>();
    for (Pair pair : pairs) {
      missing.remove(pair.expected().name());
      used.add(pair.found().name());
      if (fits(pair.expected(), pair.found())) {
        matched.put(pair.expected().name(), pair.name());
      } else {
        differing.add(difference(pair.expected(), pair.name(), pair.found()));
      }
    }
    Rest rest = rest(prefix, used);
    return new WeightMatch(
        network,
        file,
        way,
        prefix,
        matched,
        List.copyOf(missing),
        differing,
        rest.unexpected(),
        rest.counters(),
        rest.aside());
  }

  private static Difference difference(Parameter expected, String name, Parameter found) {
    ElementType type = expected.elements();
    return new Difference(
        expected.name(), name, type, expected.shape(), found.elements(), found.shape());
  }

  /** Tensors of the file that no parameter uses. */
  private record Rest(List<String> unexpected, List<String> counters, Map<String, Integer> aside) {}

  private Rest rest(String prefix, Set<String> used) {
    List<String> unexpected = new ArrayList<>();
    List<String> counters = new ArrayList<>();
    Map<String, Integer> aside = new LinkedHashMap<>();
    Map<String, Set<String>> further = furtherNames();
    for (String name : stored.keySet()) {
      boolean inside =
          name.startsWith(prefix)
              || further.getOrDefault(name, Set.of()).stream().anyMatch(n -> n.startsWith(prefix));
      if (used.contains(name)) {
        continue;
      }
      if (!inside) {
        int dot = name.indexOf('.');
        aside.merge(dot < 0 ? name : name.substring(0, dot), 1, Integer::sum);
      } else if (name.endsWith(COUNTER)) {
        counters.add(name);
      } else {
        unexpected.add(name);
      }
    }
    return new Rest(unexpected, counters, aside);
  }

  private Map<String, Set<String>> furtherNames() {
    Map<String, Set<String>> further = new HashMap<>();
    file.tied()
        .forEach(
            (name, first) -> further.computeIfAbsent(first, f -> new LinkedHashSet<>()).add(name));
    return further;
  }
}
