package io.vitrine.layout.place;

import java.util.List;

/**
 * A value on one level: from where it is made to wherever it is read.
 *
 * @param value which one, the same on all levels
 * @param source the part that makes it, or {@link #OUTSIDE}
 * @param targets the parts that read it, {@link #OUTSIDE} among them where it leaves the level
 */
public record Net(int value, int source, List<Integer> targets) {
  /** What is around the level. */
  public static final int OUTSIDE = -1;

  public Net {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("the value " + value + " goes nowhere");
    }
  }

  /** The last part that reads it; {@code parts} where it leaves a level of so many. */
  int last(int parts) {
    return targets.stream().mapToInt(t -> t == OUTSIDE ? parts : t).max().orElse(source);
  }

  boolean enters() {
    return source == OUTSIDE;
  }

  boolean leaves() {
    return targets.contains(OUTSIDE);
  }
}
