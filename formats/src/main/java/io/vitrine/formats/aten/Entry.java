package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An operator that has a counterpart.
 *
 * @param arguments their names in order, for callers that give them by position
 * @param rule how its calls are said
 */
record Entry(List<String> arguments, Rule rule) {
  Entry {
    arguments = List.copyOf(arguments);
  }

  /** The entries of a family while it is put together. */
  static final class Family {
    private final Map<String, Entry> entries = new HashMap<>();

    /** Adds operators that take the same arguments and mean the same. */
    Family all(String operators, String arguments, Rule rule) {
      for (String operator : operators.split(" ")) {
        if (entries.put(operator, new Entry(List.of(arguments.split(" ")), rule)) != null) {
          throw new IllegalStateException(operator + " stands twice in its family");
        }
      }
      return this;
    }

    /** Adds operators with one result. */
    Family one(String operators, String arguments, Rule.OfOne rule) {
      return all(operators, arguments, call -> List.of(new Arg.Value(rule.apply(call))));
    }

    Map<String, Entry> entries() {
      return Collections.unmodifiableMap(entries);
    }
  }
}
