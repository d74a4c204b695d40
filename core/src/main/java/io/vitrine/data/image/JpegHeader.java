package io.vitrine.data.image;

import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a JPEG file says of itself, read by walking its marker segments up to the first scan (ITU-T
 * T.81, annex B; T.871 for JFIF; T.872 for Adobe's APP14; Exif 2.32, section 4.5).
 *
 * @param width columns
 * @param height rows
 * @param colours how the components are to be read
 * @param orientation from the Exif segment, upright where there is none
 */
record JpegHeader(int width, int height, JpegColours colours, Orientation orientation) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  static JpegHeader read(byte[] file, String name) throws ModelFormatException {
    return new Walk(file, name).read();
  }

  /** One pass over the segments of a file. */
  private static final class Walk {
    private final ByteBuffer data;
    private final String name;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasJfif;
    private int adobeTransform = -1;
    private int frame = -1;

    Walk(byte[] file, String name) {
      this.data = ByteBuffer.wrap(file);
      this.name = name;
    }

    JpegHeader read() throws ModelFormatException {
      int at = 2;
      int marker = markerAt(at);
      while (marker != START_OF_SCAN) {
        note(marker, at);
        at += 2 + (isAlone(marker) ? 0 : lengthAt(at));
        at = skipFill(at);
        marker = markerAt(at);
      }
      if (frame < 0) {
        throw wrong(at, "the first scan", "a frame header before it");
      }
      checkEnd(at);
      return header();
    }

    private JpegHeader header() throws ModelFormatException {
      int precision = data.get(frame + 4);
      int height = data.getShort(frame + 5) & 0xFFFF;
      int width = data.getShort(frame + 7) & 0xFFFF;
      int components = data.get(frame + 9) & 0xFF;
      if (precision != 8) {
        throw wrong(frame, "a JPEG of " + precision + " bits a sample", "8; convert it");
      }
      if (width < 1 || height < 1) {
        throw wrong(frame, "a size of " + width + " x " + height, "at least one pixel");
      }
      if (components != 1 && components != 3 && components != 4
          || lengthAt(frame) < 8 + 3 * components) {
        throw wrong(frame, "a JPEG of " + components + " components", "1, 3 or 4");
      }
      return new JpegHeader(
          width, height, JpegColours.of(ids(components), hasJfif, adobeTransform), orientation);
    }

    private int[] ids(int components) {
      int[] ids = new int[components];
      for (int i = 0; i < components; i++) {
        ids[i] = data.get(frame + 10 + 3 * i) & 0xFF;
      }
      return ids;
    }

    private void note(int marker, int at) throws ModelFormatException {
      switch (marker) {
        case 0xC0, 0xC1, 0xC2 -> frame = at;
        case 0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF ->
            throw wrong(at, "a lossless or hierarchical JPEG", "a baseline or progressive one");
        case 0xC9, 0xCA ->
            throw wrong(at, "an arithmetic-coded JPEG", "a Huffman-coded one; convert it");
        case 0xE0 -> hasJfif |= startsWith(at, "JFIF\0");
        case 0xE1 -> noteExif(at);
        case 0xEE -> noteAdobe(at);
        default -> {}
      }
    }

    private void noteExif(int at) throws ModelFormatException {
      int body = at + 4;
      if (startsWith(at, "Exif\0\0")) {
        orientation =
            Orientation.ofExif(Arrays.copyOfRange(data.array(), body + 6, at + 2 + lengthAt(at)));
      }
    }

    private void noteAdobe(int at) throws ModelFormatException {
      if (startsWith(at, "Adobe") && lengthAt(at) >= 14) {
        adobeTransform = data.get(at + 15) & 0xFF;
      }
    }

    private boolean startsWith(int at, String mark) throws ModelFormatException {
      byte[] expected = mark.getBytes(StandardCharsets.ISO_8859_1);
      return lengthAt(at) >= 2 + expected.length
          && Arrays.equals(
              expected, Arrays.copyOfRange(data.array(), at + 4, at + 4 + expected.length));
    }

    /** Restart markers and TEM have no length. */
    private static boolean isAlone(int marker) {
      return marker >= 0xD0 && marker <= 0xD7 || marker == 0x01;
    }

    private int skipFill(int at) {
      int next = at;
      while (next + 1 < data.limit() && data.getShort(next) == (short) 0xFFFF) {
        next++;
      }
      return next;
    }

    private int markerAt(int at) throws ModelFormatException {
      if (at + 4 > data.limit()) {
        throw cut(at);
      }
      if ((data.get(at) & 0xFF) != 0xFF) {
        throw wrong(at, String.format("the byte %02X", data.get(at)), "a marker, FF");
      }
      return data.get(at + 1) & 0xFF;
    }

    private int lengthAt(int at) throws ModelFormatException {
      int length = data.getShort(at + 2) & 0xFFFF;
      if (length < 2) {
        throw wrong(at + 2, "a segment of length " + length, "at least 2");
      }
      if (at + 2 + length > data.limit()) {
        throw cut(at);
      }
      return length;
    }

    /** An end marker must follow the scan; within coded data FF is always followed by 00. */
    private void checkEnd(int from) throws ModelFormatException {
      for (int at = from; at + 1 < data.limit(); at++) {
        if ((data.get(at) & 0xFF) == 0xFF && (data.get(at + 1) & 0xFF) == END_OF_IMAGE) {
          return;
        }
      }
      throw cut(from);
    }

    private ModelFormatException cut(int at) {
      return new ModelFormatException(
          name
              + ": the JPEG file ends at byte "
              + data.limit()
              + ", inside the segment that starts at byte "
              + at
              + "; it is cut, fetch it again");
    }

    private ModelFormatException wrong(int at, String found, String expected) {
      return new ModelFormatException(
          name + ": expected " + expected + ", found " + found + " (byte " + at + ")");
    }
  }
}
