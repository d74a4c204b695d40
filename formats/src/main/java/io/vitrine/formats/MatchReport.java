package io.vitrine.formats;

import io.vitrine.formats.WeightMatch.Difference;
import io.vitrine.formats.WeightMatch.Way;
import io.vitrine.language.Bundles;
import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says in words how a file's tensors fit a network. */
final class MatchReport {
  private static final int MOST_LISTED = 20;

  private final WeightMatch match;
  private final Locale language;
  private final ResourceBundle words;
  private final Map<String, Parameter> parameters;
  private final Map<String, Parameter> tensors;

  MatchReport(WeightMatch match, Locale language) {
    this.match = match;
    this.language = language;
    this.words = Bundles.of("io.vitrine.formats.messages", language);
    this.parameters = match.network().graph().parametersByName();
    this.tensors = match.file().network().graph().parametersByName();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            match.way() == Way.ORDER ? "match.order" : "match.name",
            match.matched().size(),
            match.matched().size() + match.missing().size() + match.differing().size(),
            match.network().name(),
            match.file().network().name()));
    if (!match.prefix().isEmpty()) {
      lines.add("  " + say("match.prefix", match.prefix()));
    }
    list(lines, "match.missing", match.missing().stream().map(name -> typed(name, parameters)));
    list(lines, "match.differs", match.differing().stream().map(this::difference));
    list(lines, "match.unexpected", match.unexpected().stream().map(name -> typed(name, tensors)));
    if (!match.counters().isEmpty()) {
      lines.add("  " + say("match.counters", match.counters().size()));
    }
    match.aside().forEach((part, count) -> lines.add("  " + say("match.aside", part, count)));
    conversions().forEach((types, count) -> lines.add("  " + say("match.converted", types, count)));
    return lines;
  }

  private void list(List<String> lines, String key, java.util.stream.Stream<String> items) {
    List<String> all = items.toList();
    all.stream().limit(MOST_LISTED).forEach(item -> lines.add("  " + say(key, item)));
    if (all.size() > MOST_LISTED) {
      lines.add("  " + say(key, say("match.more", all.size() - MOST_LISTED)));
    }
  }

  private static String typed(String name, Map<String, Parameter> from) {
    @Nullable Parameter parameter = from.get(name);
    return parameter == null ? name : name + " " + parameter.elements() + parameter.shape();
  }

  private String difference(Difference difference) {
    boolean sameShape = difference.expected().equals(difference.found());
    return say(
        "match.difference",
        difference.parameter(),
        (sameShape ? difference.expectedType().toString() : "") + difference.expected(),
        (sameShape ? difference.foundType().toString() : "") + difference.found());
  }

  /** How many matched tensors have another type than their parameter, by both types. */
  private Map<String, Integer> conversions() {
    Map<String, Integer> counts = new TreeMap<>();
    match
        .matched()
        .forEach(
            (parameter, name) -> {
              String first = match.file().tied().getOrDefault(name, name);
              @Nullable Parameter expected = parameters.get(parameter);
              @Nullable Parameter found = tensors.get(first);
              if (expected != null && found != null) {
                ElementType type = found.elements();
                if (!type.equals(expected.elements())) {
                  counts.merge(type + " \u2192 " + expected.elements(), 1, Integer::sum);
                }
              }
            });
    return counts;
  }

  private String say(String key, Object... values) {
    return new MessageFormat(words.getString(key), language).format(values);
  }
}
