package io.vitrine.formats.exported;

import io.vitrine.model.ElementType;
import java.util.Optional;

/**
 * Where in a program a graph stands.
 *
 * @param depth how many graphs it lies in
 * @param autocast the type to which autocast rounds around it, empty where it does not
 */
record Setting(int depth, Optional<ElementType> autocast) {
  private static final int MOST_DEPTH = 16;

  /** The program's own graph. */
  static final Setting PROGRAM = new Setting(0, Optional.empty());

  /** That of a graph inside. */
  Setting inner() {
    return new Setting(depth + 1, autocast);
  }

  /** The same where autocast rounds to a type, or not at all. */
  Setting rounding(Optional<ElementType> type) {
    return new Setting(depth, type);
  }

  boolean isTooDeep() {
    return depth >= MOST_DEPTH;
  }
}
