package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages files at random, the same way each time. The property {@code fuzz.cases} gives the number
 * of mutations of each sample, for longer runs.
 */
final class Mutations {
  static final int CASES = Integer.getInteger("fuzz.cases", 5_000);

  private static final byte[] TELLING = {0, 1, 2, 0x0A, 0x12, 0x2A, 0x7F, -128, -1};

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** Whether a file is refused; fails where anything else than a refusal is thrown. */
  static boolean isRefused(String name, byte[] content) {
    FileBytes file = FileBytes.of(Path.of(name), content);
    try {
      StoredModel opened = Networks.read(file);
      opened.weights().names().forEach(opened.weights()::get);
      return false;
    } catch (ModelFormatException e) {
      return true;
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(ModelFormatException.class);
      return true;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("on " + java.util.HexFormat.of().formatHex(content), e);
    }
  }

  /** A copy with one to three damages. */
  byte[] of(byte[] sample) {
    byte[] bytes = sample.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(12));
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
      case 2 -> bytes[at] = (byte) random.nextInt(256);
      case 3 -> {
        return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
      }
      case 4 -> {
        return joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
      }
      default -> Arrays.fill(bytes, at, to, (byte) -1);
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
