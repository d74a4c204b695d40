package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledSequence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A storage as a pickle refers to it: ("storage", class, key, device, number of elements), in old
 * files followed by nothing or by (key, offset, size) of a view of it.
 *
 * @param type what it holds
 * @param key what the file calls it
 * @param count its elements
 * @param offset first element of the view
 * @param position where in the pickle it is named
 */
record StorageReference(StorageType type, String key, long count, long offset, long position) {
  private static final int LEAST_PARTS = 5;
  private static final int VIEW = 5;
  private static final int MOST_SHOWN = 60;

  /** More than any machine holds; keeps sizes in bytes inside 64 bits. */
  private static final long MOST_COUNT = 1L << 52;

  /** The bytes that it takes. */
  long bytes() {
    return type.elements().bytes(count);
  }

  /** What a value refers to, empty where it is no reference to a storage. */
  static Optional<StorageReference> of(PickleValue value) {
    if (!(value instanceof PickleValue.Persistent kept)
        || !(kept.id() instanceof PickledSequence id)
        || id.items().size() < LEAST_PARTS
        || !id.items().get(0).text().equals(Optional.of("storage"))) {
      return Optional.empty();
    }
    List<PickleValue> parts = id.items();
    Optional<StorageType> type = StorageType.of(parts.get(1));
    Optional<String> key = key(parts.get(2));
    OptionalLong count = parts.get(4).integer();
    boolean counted = count.orElse(-1) >= 0 && count.getAsLong() <= MOST_COUNT;
    if (type.isEmpty() || key.isEmpty() || !counted) {
      return Optional.empty();
    }
    long offset = parts.size() > VIEW ? viewOffset(parts.get(VIEW)) : 0;
    return Optional.of(
        new StorageReference(type.get(), key.get(), count.getAsLong(), offset, kept.position()));
  }

  /** What stands where a reference should, in one line. */
  static String shown(PickleValue value) {
    if (!(value instanceof PickleValue.Persistent kept)
        || !(kept.id() instanceof PickledSequence id)) {
      return value.getClass().getSimpleName();
    }
    return id.items().stream()
        .map(part -> part.text().orElseGet(() -> String.valueOf(part)))
        .map(text -> text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text)
        .limit(LEAST_PARTS)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Optional<String> key(PickleValue value) {
    OptionalLong number = value.integer();
    return number.isPresent() ? Optional.of(Long.toString(number.getAsLong())) : value.text();
  }

  private static long viewOffset(PickleValue view) {
    return view instanceof PickledSequence parts && parts.items().size() == 3
        ? parts.items().get(1).integer().orElse(-1)
        : 0;
  }
}
