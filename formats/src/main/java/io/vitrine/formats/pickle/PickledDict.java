package io.vitrine.formats.pickle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dict of Python's, in its order. Keys of text and numbers are equal by value, all others only to
 * themselves. Equal only to itself, since it may hold itself.
 */
public final class PickledDict implements PickleValue {
  private Map<Object, Entry> entries = Map.of();

  /** A key with its value. */
  public record Entry(PickleValue key, PickleValue value) {}

  PickledDict() {}

  /** A dict of nothing. */
  public static PickledDict empty() {
    return new PickledDict();
  }

  /** The entries in the order in which they were first set. */
  public Iterable<Entry> entries() {
    return entries.values();
  }

  public int size() {
    return entries.size();
  }

  /** The value of a key that is a text, empty where there is none. */
  public Optional<PickleValue> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  void put(PickleValue key, PickleValue value) {
    if (entries.isEmpty()) {
      entries = new LinkedHashMap<>();
    }
    Object comparable = comparable(key);
    @Nullable Entry old = entries.get(comparable);
    entries.put(comparable, new Entry(old == null ? key : old.key(), value));
  }

  /**
   * What a key is looked up by. Strings and numbers can be ordered, which keeps a map of hashes
   * that collide fast.
   */
  private static Object comparable(PickleValue key) {
    if (key instanceof Text text) {
      return text.value();
    }
    if (key instanceof Int number) {
      return number.value();
    }
    return key instanceof LongInt number ? number.value() : new Identity(key);
  }

  private record Identity(PickleValue value) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that && that.value == value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }

  @Override
  public String toString() {
    return "dict of " + entries.size();
  }
}
