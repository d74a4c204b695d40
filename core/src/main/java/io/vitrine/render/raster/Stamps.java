package io.vitrine.render.raster;

import io.vitrine.render.drawing.Outline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Outlines that come again and again, such as the digits of labels: each is rasterised once for its
 * size, its turn and its place within a pixel, which is rounded to a 64th.
 */
public final class Stamps {
  private static final int PARTS = 64;
  private static final int MOST_BYTES = 1 << 23;

  private final Coverage coverage = new Coverage();
  private final Map<Key, Mask> masks = new HashMap<>();
  private int bytes;

  /** What a mask was made of: the outline, its map, and 64ths of a pixel. */
  private static final class Key {
    private final Outline outline;
    private final double[] map;
    private final int hash;

    Key(Outline outline, double[] map) {
      this.outline = outline;
      this.map = map;
      this.hash = 31 * System.identityHashCode(outline) + Arrays.hashCode(map);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && outline.equals(key.outline) && Arrays.equals(map, key.map);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * Fills an outline.
   *
   * @param map to pixels: x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5
   * @param color {@code 0xRRGGBB}
   */
  public void fill(Surface surface, Outline outline, double[] map, int color) {
    if (outline.isEmpty()) {
      return;
    }
    long x = Math.round(map[4] * PARTS);
    long y = Math.round(map[5] * PARTS);
    double[] within = map.clone();
    within[4] = (double) Math.floorMod(x, PARTS) / PARTS;
    within[5] = (double) Math.floorMod(y, PARTS) / PARTS;
    mask(new Key(outline, within))
        .paint(surface, (int) Math.floorDiv(x, PARTS), (int) Math.floorDiv(y, PARTS), color);
  }

  private Mask mask(Key key) {
    Mask known = masks.get(key);
    if (known != null) {
      return known;
    }
    Mask made = coverage.of(key.outline.mapped(key.map));
    if (bytes > MOST_BYTES) {
      masks.clear();
      bytes = 0;
    }
    bytes += made.bytes();
    masks.put(key, made);
    return made;
  }
}
