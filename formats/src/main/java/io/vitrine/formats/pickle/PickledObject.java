package io.vitrine.formats.pickle;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call in a pickle would have made: the class or function by name, its arguments, and the
 * state that the pickle gave it afterwards. Equal only to itself.
 */
public final class PickledObject implements PickleValue {
  private static final String ORDERED = "collections.OrderedDict";

  private final Global type;
  private final List<PickleValue> arguments;
  private final long position;
  private @Nullable PickleValue state;
  private @Nullable PickledDict items;
  private @Nullable PickledSequence elements;

  PickledObject(Global type, List<PickleValue> arguments, long position) {
    this.type = type;
    this.arguments = arguments;
    this.position = position;
  }

  /** The class or function. */
  public Global type() {
    return type;
  }

  public List<PickleValue> arguments() {
    return arguments;
  }

  /** Where in the pickle it was made. */
  public long position() {
    return position;
  }

  /** What {@code __setstate__} would have got, empty where nothing. */
  public Optional<PickleValue> state() {
    return Optional.ofNullable(state);
  }

  /**
   * Its attributes: the state where that is a dict, or the dict of a state with slots; empty where
   * there are none.
   */
  public Optional<PickledDict> attributes() {
    PickleValue first =
        state instanceof PickledSequence parts && !parts.items().isEmpty()
            ? parts.items().get(0)
            : state;
    return first instanceof PickledDict dict ? Optional.of(dict) : Optional.empty();
  }

  /**
   * Its keys and values, whichever way the pickle gave them: set afterwards, as Python 3 writes an
   * OrderedDict, or as a list of pairs that is the only argument, as Python 2 does; empty where it
   * has none.
   */
  public Optional<PickledDict> mapping() {
    if (items == null && type.path().equals(ORDERED)) {
      items = new PickledDict();
      PickleValue pairs = arguments.isEmpty() ? None.NONE : arguments.get(0);
      for (PickleValue pair :
          pairs instanceof PickledSequence s ? s.items() : List.<PickleValue>of()) {
        if (pair instanceof PickledSequence two && two.items().size() == 2) {
          items.put(two.items().get(0), two.items().get(1));
        }
      }
    }
    return Optional.ofNullable(items);
  }

  /** What was added to it, as to a subclass of list; empty where nothing was. */
  public Optional<PickledSequence> elements() {
    return Optional.ofNullable(elements);
  }

  void build(PickleValue newState) {
    state = newState;
  }

  PickledDict itemsToSet() {
    return mapping()
        .orElseGet(
            () -> {
              PickledDict set = new PickledDict();
              items = set;
              return set;
            });
  }

  PickledSequence elementsToAdd() {
    if (elements == null) {
      elements = new PickledSequence(PickledSequence.Kind.LIST, List.of());
    }
    return elements;
  }

  @Override
  public String toString() {
    return "object of " + type.path();
  }
}
