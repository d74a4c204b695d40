package io.vitrine.mnist;

import io.vitrine.data.Dataset;
import io.vitrine.data.Idx;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The MNIST database of handwritten digits, whole: 60,000 training and 10,000 test images of 28 x
 * 28 grey levels, ten classes. The digests of the unpacked files are checked at each loading.
 *
 * <p>Made by Yann LeCun, Corinna Cortes and Christopher J.C. Burges from NIST's Special Databases 1
 * and 3; licence Creative Commons Attribution-ShareAlike 3.0 (see NOTICE). Source: LeCun, Bottou,
 * Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition, Proceedings of the
 * IEEE 86(11), 1998.
 */
public final class Mnist {
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private Mnist() {}

  /** The 60,000 training images, {@code (60000, 1, 28, 28)} bytes. */
  public static Dataset training() {
    return load("training", Part.TRAIN_IMAGES, Part.TRAIN_LABELS);
  }

  /** The 10,000 test images, {@code (10000, 1, 28, 28)} bytes. */
  public static Dataset test() {
    return load("test", Part.TEST_IMAGES, Part.TEST_LABELS);
  }

  private static Dataset load(String name, Part images, Part labels) {
    try (DigestInputStream pixels = images.open();
        DigestInputStream numbers = labels.open()) {
      Dataset dataset =
          Idx.read(
              new Idx.Source(images.file, pixels), new Idx.Source(labels.file, numbers), DIGITS);
      images.check(pixels.getMessageDigest());
      labels.check(numbers.getMessageDigest());
      return dataset.named("MNIST " + name);
    } catch (IOException e) {
      throw new UncheckedIOException("the MNIST files of this module cannot be read", e);
    }
  }

  /** The four files, with the SHA-256 of their unpacked content. */
  private enum Part {
    TRAIN_IMAGES(
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    TRAIN_LABELS(
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    TEST_IMAGES(
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    TEST_LABELS(
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private final String file;
    private final String sha256;

    Part(String file, String sha256) {
      this.file = file;
      this.sha256 = sha256;
    }

    DigestInputStream open() throws IOException {
      InputStream packed =
          Objects.requireNonNull(
              Mnist.class.getResourceAsStream(file + ".gz"), "missing resource " + file + ".gz");
      return new DigestInputStream(new GZIPInputStream(packed, 1 << 16), sha256());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    void check(MessageDigest digest) throws ModelFormatException {
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha256)) {
        throw new ModelFormatException(
            file + ": expected SHA-256 " + sha256 + ", found " + found + "; the file is damaged");
      }
    }
  }
}
