package io.vitrine.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The results that pillow_reference.py recorded, and the images it made them from. */
final class PillowReference {
  private PillowReference() {}

  /** One line of the file. */
  record Case(String kind, ImageSize from, int height, int width, List<Byte> result) {
    byte[] expected() {
      byte[] bytes = new byte[result.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = result.get(i);
      }
      return bytes;
    }

    /** The image that was resized. */
    byte[] image() {
      byte[] image = new byte[from.elements()];
      for (int i = 0; i < image.length; i++) {
        int c = i / from.plane();
        int y = i % from.plane() / from.width();
        int x = i % from.width();
        image[i] = (byte) (x * x * 5 + y * 37 + x * y * (c + 3) + c * 91);
      }
      return image;
    }

    @Override
    public String toString() {
      return kind + " " + from + " to " + height + " x " + width;
    }
  }

  static Stream<Case> cases(String kind) {
    return lines().map(PillowReference::parse).filter(c -> c.kind().equals(kind));
  }

  private static Stream<String> lines() {
    try (InputStream in = PillowReference.class.getResourceAsStream("pillow_reference.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String line) {
    String[] words = line.split(" ");
    int[] n = Stream.of(words).skip(1).limit(5).mapToInt(Integer::parseInt).toArray();
    byte[] bytes = HexFormat.of().parseHex(words[6]);
    List<Byte> result = new java.util.ArrayList<>();
    for (byte b : bytes) {
      result.add(b);
    }
    return new Case(words[0], new ImageSize(n[0], n[1], n[2]), n[3], n[4], List.copyOf(result));
  }
}
