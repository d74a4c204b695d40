package io.vitrine.data.image;

import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What a PNG file says of itself, read by walking its chunks, whose lengths and checksums are
 * checked to the end (PNG specification, third edition, sections 5 and 11).
 *
 * @param width columns
 * @param height rows
 * @param bitDepth bits a sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha
 * @param orientation from the eXIf chunk, upright where there is none
 */
record PngHeader(int width, int height, int bitDepth, int colourType, Orientation orientation) {
  private static final int SIGNATURE = 8;

  static PngHeader read(byte[] file, String name) throws ModelFormatException {
    return new Walk(file, name).read();
  }

  boolean isGrey() {
    return colourType == 0 || colourType == 4;
  }

  /** One pass over the chunks of a file. */
  private static final class Walk {
    private final ByteBuffer data;
    private final String name;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasPixels;

    Walk(byte[] file, String name) {
      this.data = ByteBuffer.wrap(file);
      this.name = name;
    }

    PngHeader read() throws ModelFormatException {
      int first = SIGNATURE;
      if (!chunk(first).equals("IHDR") || data.getInt(first) != 13) {
        throw wrong(first, "the chunk " + chunk(first), "the chunk IHDR of 13 bytes");
      }
      int at = first;
      while (!chunk(at).equals("IEND")) {
        note(at);
        at += 12 + data.getInt(at);
      }
      if (!hasPixels) {
        throw wrong(at, "the end", "a chunk IDAT: the image has no pixels");
      }
      return header(first + 8);
    }

    private PngHeader header(int at) throws ModelFormatException {
      int width = data.getInt(at);
      int height = data.getInt(at + 4);
      if (width < 1 || height < 1) {
        throw wrong(at, "a size of " + width + " x " + height, "at least one pixel");
      }
      return new PngHeader(width, height, data.get(at + 8), data.get(at + 9), orientation);
    }

    private void note(int at) {
      hasPixels |= type(at).equals("IDAT");
      if (type(at).equals("eXIf")) {
        orientation =
            Orientation.ofExif(Arrays.copyOfRange(data.array(), at + 8, at + 8 + data.getInt(at)));
      }
    }

    /** The type of the chunk at an offset, once its length and checksum are known to be right. */
    private String chunk(int at) throws ModelFormatException {
      int left = data.limit() - at;
      if (left < 12 || data.getInt(at) < 0 || data.getInt(at) > left - 12) {
        throw new ModelFormatException(
            name
                + ": the PNG file ends at byte "
                + data.limit()
                + ", inside the chunk that starts at byte "
                + at
                + "; it is cut, fetch it again");
      }
      int length = data.getInt(at);
      CRC32 sum = new CRC32();
      sum.update(data.array(), at + 4, 4 + length);
      if ((int) sum.getValue() != data.getInt(at + 8 + length)) {
        throw new ModelFormatException(
            name
                + ": the checksum of the PNG chunk "
                + type(at)
                + " at byte "
                + at
                + " is wrong; the file is damaged, fetch it again");
      }
      return type(at);
    }

    private String type(int at) {
      return new String(data.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private ModelFormatException wrong(int at, String found, String expected) {
      return new ModelFormatException(
          name + ": expected " + expected + ", found " + found + " (byte " + at + ")");
    }
  }
}
