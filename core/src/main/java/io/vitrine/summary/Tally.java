package io.vitrine.summary;

import java.util.OptionalLong;

/**
 * A sum over layers of which some may not be known.
 *
 * @param known the sum of those that are known, 0 or more
 * @param unknown how many layers are not known; the true sum is then {@code known} or more
 */
public record Tally(long known, int unknown) {
  static final Tally ZERO = new Tally(0, 0);

  static Tally of(OptionalLong value) {
    return value.isPresent() ? new Tally(value.getAsLong(), 0) : new Tally(0, 1);
  }

  public boolean isExact() {
    return unknown == 0;
  }

  Tally plus(Tally other) {
    return new Tally(Math.addExact(known, other.known), unknown + other.unknown);
  }
}
