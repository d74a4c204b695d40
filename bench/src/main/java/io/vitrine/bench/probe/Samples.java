package io.vitrine.bench.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values measured of one quantity. */
final class Samples {
  private final String name;
  private final List<Double> values = new ArrayList<>();

  Samples(String name) {
    this.name = name;
  }

  void add(double value) {
    values.add(value);
  }

  /** The value in the middle; the upper one of two. */
  double median() {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  List<Double> values() {
    return List.copyOf(values);
  }

  /** Prints them as a probe does. */
  void print() {
    System.out.println(
        values.stream()
            .map(value -> String.format(Locale.ROOT, "%.6f", value))
            .collect(Collectors.joining(" ", name + " ", "")));
  }
}
