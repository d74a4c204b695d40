package io.vitrine.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Two pictures of our own making, to look into a network with where no others are at hand. */
public final class Samples {
  private Samples() {}

  /** A handwritten seven, white on black as in MNIST: grey, 112 x 112. */
  public static Picture digit() {
    return read("sample-digit.png");
  }

  /** Fruit and a mug on a wooden table: colour, 300 rows of 400. */
  public static Picture photo() {
    return read("sample-photo.jpg");
  }

  private static Picture read(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            Samples.class.getResourceAsStream(name), "missing resource " + name)) {
      return ImageFile.read(in.readAllBytes(), name);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample " + name + " cannot be read", e);
    }
  }
}
