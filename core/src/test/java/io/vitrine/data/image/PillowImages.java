package io.vitrine.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The image files that pillow_images.py made, and what Pillow reads from them. */
final class PillowImages {
  private PillowImages() {}

  /** One line of the list. */
  record Expected(String file, Picture picture) {
    byte[] bytes() {
      return resource(file);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Expected> all() {
    return new String(resource("pillow_images.txt"), StandardCharsets.UTF_8)
        .lines()
        .map(PillowImages::parse);
  }

  static byte[] resource(String name) {
    try (InputStream in = PillowImages.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Expected parse(String line) {
    String[] words = line.split(" ");
    int[] n = Stream.of(words).skip(1).limit(3).mapToInt(Integer::parseInt).toArray();
    byte[] values = HexFormat.of().parseHex(words[4]);
    return new Expected(words[0], Picture.of(new ImageSize(n[0], n[1], n[2]), values));
  }
}
