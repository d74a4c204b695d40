package io.vitrine.view.diagram.plot;

import java.util.OptionalDouble;

/**
 * A line of a plot from one piece to another, by their names.
 *
 * @param position how high a skip is above what it leaves: 1 at its top, 2 a height above it
 */
record Join(String of, String to, Way way, OptionalDouble position) {
  /** How it goes. */
  enum Way {
    CONNECTION,
    SKIP
  }
}
