package io.vitrine.figure.color;

import java.util.List;

/**
 * Colors by name. The first eight tell series apart and are those of Okabe and Ito (Color Universal
 * Design, 2008), safe for color-blind readers, with ink in place of their black; the rest are the
 * page's own.
 */
public enum Palette implements Paint {
  BLUE,
  VERMILLION,
  GREEN,
  ORANGE,
  PURPLE,
  SKY,
  YELLOW,
  /** Text and whatever matters most. */
  INK,
  /** Secondary text, axes and ticks. */
  MUTED,
  /** Grid lines and quiet borders. */
  GRID,
  /** The background. */
  PAPER,
  /** A background a little apart from the paper, for instance under every second row. */
  SHADE;

  private static final List<Palette> SERIES =
      List.of(BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY, YELLOW, INK);

  /** The color of the series with this index; it repeats after eight. */
  public static Palette series(int index) {
    return SERIES.get(Math.floorMod(index, SERIES.size()));
  }
}
