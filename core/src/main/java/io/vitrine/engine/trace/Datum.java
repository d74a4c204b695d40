package io.vitrine.engine.trace;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value at run time. */
public sealed interface Datum {
  record OfTensor(Tensor tensor) implements Datum {}

  /** A tensor of strings, row-major. */
  record OfStrings(List<String> strings, Shape shape) implements Datum {
    public OfStrings {
      strings = List.copyOf(strings);
    }
  }

  record OfSequence(List<Datum> items) implements Datum {
    public OfSequence {
      items = List.copyOf(items);
    }
  }

  /** Values by key, which is a number ({@link Long}) or a text. */
  record OfMap(Map<Object, Datum> entries) implements Datum {
    public OfMap {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** An optional value that is absent. */
  record Absent() implements Datum {}
}
