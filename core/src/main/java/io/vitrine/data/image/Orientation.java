package io.vitrine.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a stored picture is to be turned to stand upright: the eight values of EXIF's tag 0x0112
 * (Exif 2.32, section 4.6.4). The result equals that of Pillow's {@code ImageOps.exif_transpose}.
 */
enum Orientation {
  UPRIGHT(1, false, false, false),
  MIRRORED(2, false, false, true),
  HALF_TURN(3, false, true, true),
  FLIPPED(4, false, true, false),
  TRANSPOSED(5, true, false, false),
  QUARTER_TURN_RIGHT(6, true, true, false),
  TRANSVERSED(7, true, true, true),
  QUARTER_TURN_LEFT(8, true, false, true);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  private final int number;

  /** Whether rows become columns. */
  private final boolean swapsAxes;

  /** Whether stored rows are read from the bottom. */
  private final boolean reversesRows;

  /** Whether stored columns are read from the right. */
  private final boolean reversesColumns;

  Orientation(int number, boolean swapsAxes, boolean reversesRows, boolean reversesColumns) {
    this.number = number;
    this.swapsAxes = swapsAxes;
    this.reversesRows = reversesRows;
    this.reversesColumns = reversesColumns;
  }

  /**
   * Reads the orientation from EXIF data, a TIFF structure: byte order, 42, offset of the first
   * directory, then that directory's entries of 12 bytes. Upright where the data has none or is
   * damaged, as a photo is worth more than its notes.
   */
  static Orientation ofExif(byte[] tiff) {
    if (tiff.length < 8) {
      return UPRIGHT;
    }
    String mark = new String(tiff, 0, 2, StandardCharsets.ISO_8859_1);
    ByteBuffer data = ByteBuffer.wrap(tiff);
    data.order(mark.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = data.getInt(4);
    if (!(mark.equals("II") || mark.equals("MM"))
        || data.getShort(2) != 42
        || directory < 8
        || directory > tiff.length - 2) {
      return UPRIGHT;
    }
    int entries = data.getShort(directory) & 0xFFFF;
    for (int at = directory + 2; entries > 0 && at <= tiff.length - 12; at += 12, entries--) {
      if ((data.getShort(at) & 0xFFFF) == TAG && data.getShort(at + 2) == SHORT) {
        return ofNumber(data.getShort(at + 8));
      }
    }
    return UPRIGHT;
  }

  int number() {
    return number;
  }

  private static Orientation ofNumber(int number) {
    return Arrays.stream(values())
        .filter(orientation -> orientation.number == number)
        .findFirst()
        .orElse(UPRIGHT);
  }

  /** The picture turned upright. */
  Picture apply(Picture stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    ImageSize from = stored.size();
    ImageSize to = swapsAxes ? from.resized(from.width(), from.height()) : from;
    byte[] values = new byte[to.elements()];
    int target = 0;
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        for (int x = 0; x < to.width(); x++) {
          values[target++] = (byte) source(stored, c, swapsAxes ? x : y, swapsAxes ? y : x);
        }
      }
    }
    return Picture.owning(to, values);
  }

  private int source(Picture stored, int c, int row, int column) {
    int y = reversesRows ? stored.size().height() - 1 - row : row;
    int x = reversesColumns ? stored.size().width() - 1 - column : column;
    return stored.level(c, y, x);
  }
}
