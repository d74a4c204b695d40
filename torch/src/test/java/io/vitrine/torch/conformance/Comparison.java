package io.vitrine.torch.conformance;

import io.vitrine.engine.trace.Datum;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Compares a value with the one expected, as ONNX's own runner does: types and shapes exactly,
 * numbers within {@code absolute + relative |expected|}.
 */
record Comparison(double relative, double absolute) {
  /** What ONNX's runner allows where a case says nothing. */
  static final Comparison USUAL = new Comparison(1e-3, 1e-7);

  /** What differs, empty where nothing does. */
  Optional<String> difference(Datum expected, Datum found) {
    if (expected instanceof Datum.OfTensor a && found instanceof Datum.OfTensor b) {
      return difference(a.tensor(), b.tensor());
    } else if (expected instanceof Datum.OfSequence a && found instanceof Datum.OfSequence b) {
      return difference(a, b);
    } else if (expected instanceof Datum.OfMap a && found instanceof Datum.OfMap b) {
      return difference(a, b);
    }
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of("expected " + brief(expected) + ", found " + brief(found));
  }

  private static String brief(Datum datum) {
    String text = datum.toString();
    return text.length() > 120 ? text.substring(0, 120) + "..." : text;
  }

  private Optional<String> difference(Datum.OfSequence expected, Datum.OfSequence found) {
    if (expected.items().size() != found.items().size()) {
      return Optional.of(
          "expected " + expected.items().size() + " items, found " + found.items().size());
    }
    for (int i = 0; i < expected.items().size(); i++) {
      Optional<String> difference = difference(expected.items().get(i), found.items().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(Datum.OfMap expected, Datum.OfMap found) {
    List<Object> keys = List.copyOf(expected.entries().keySet());
    return keys.equals(List.copyOf(found.entries().keySet()))
        ? difference(
            new Datum.OfSequence(List.copyOf(expected.entries().values())),
            new Datum.OfSequence(List.copyOf(found.entries().values())))
        : Optional.of("expected the keys " + keys + ", found " + found.entries().keySet());
  }

  private Optional<String> difference(Tensor expected, Tensor found) {
    if (!expected.elements().equals(found.elements()) || !expected.shape().equals(found.shape())) {
      return Optional.of("expected " + expected + ", found " + found);
    }
    int parts = expected.elements().name().startsWith("complex") ? 2 : 1;
    for (int i = 0; i < expected.count() * parts; i++) {
      double a = at(expected, i);
      double b = at(found, i);
      boolean near =
          Double.compare(a, b) == 0
              || a == b
              || Math.abs(a - b) <= absolute + relative * Math.abs(a)
              || (Double.isNaN(a) && Double.isNaN(b));
      if (!near) {
        return Optional.of("expected " + a + " at " + i + ", found " + b);
      }
    }
    return Optional.empty();
  }

  private static double at(Tensor tensor, int index) {
    return switch (tensor.elements().number()) {
      case 14 -> tensor.bytes().getFloat(index * 4);
      case 15 -> tensor.bytes().getDouble(index * 8);
      default -> tensor.doubleAt(index);
    };
  }
}
