package io.vitrine.formats.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list, tuple or set of Python's. Equal only to itself, since it may hold itself. */
public final class PickledSequence implements PickleValue {
  static final PickledSequence EMPTY_TUPLE = new PickledSequence(Kind.TUPLE, List.of());

  /** Which of Python's types it is. */
  public enum Kind {
    LIST,
    TUPLE,
    SET
  }

  private final Kind kind;
  private List<PickleValue> items;

  PickledSequence(Kind kind, List<PickleValue> items) {
    this.kind = kind;
    this.items = items.isEmpty() ? List.of() : items;
  }

  public Kind kind() {
    return kind;
  }

  public List<PickleValue> items() {
    return Collections.unmodifiableList(items);
  }

  /** Whether it can still grow, as a tuple cannot. */
  boolean grows() {
    return kind != Kind.TUPLE;
  }

  void addAll(List<PickleValue> more) {
    if (items.isEmpty()) {
      items = new ArrayList<>(more.size());
    }
    items.addAll(more);
  }

  @Override
  public String toString() {
    return kind + " of " + items.size();
  }
}
