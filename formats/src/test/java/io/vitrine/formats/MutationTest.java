package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.onnx.OnnxDraft;
import io.vitrine.formats.onnx.OnnxFiles;
import io.vitrine.formats.onnx.OnnxReader;
import io.vitrine.formats.safetensors.SafetensorsReader;
import io.vitrine.formats.safetensors.SafetensorsWriter;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged files are opened or refused with a {@link ModelFormatException}; nothing else is thrown.
 * The property {@code fuzz.cases} gives the number of mutations of each sample, for longer runs.
 */
class MutationTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 5_000);

  private static final byte[] TELLING = {0, 1, 2, 0x0A, 0x12, 0x2A, 0x7F, -128, -1};

  private final Random random = new Random(20_240_601);

  @Test
  void read_cutOnnxIsRefused() {
    byte[] whole = onnx();
    for (int length = 0; length < whole.length; length++) {
      FileBytes cut = FileBytes.of(Path.of("cut.onnx"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> OnnxReader.read(cut)).isInstanceOf(ModelFormatException.class);
      assertThatThrownBy(() -> Networks.read(cut)).isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void read_cutSafetensorsIsRefused() throws IOException {
    byte[] whole = safetensors();
    for (int length = 0; length < whole.length; length++) {
      FileBytes cut = FileBytes.of(Path.of("cut.safetensors"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafetensorsReader.read(cut))
          .isInstanceOf(ModelFormatException.class);
      assertThatThrownBy(() -> Networks.read(cut)).isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void read_damagedFilesOpenOrAreRefused() throws IOException {
    List<byte[]> samples =
        List.of(onnx(), OnnxFiles.everything().toByteArray(), safetensors(), index());
    int refused = 0;
    for (byte[] sample : samples) {
      for (int i = 0; i < CASES; i++) {
        refused += isRefused(mutated(sample)) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(samples.size() * CASES / 2, samples.size() * CASES - 1);
  }

  @Test
  void write_damagedFilesThatOpenComeBackTheSame() throws IOException {
    byte[] sample = OnnxFiles.writable().toByteArray();
    int written = 0;
    for (int i = 0; i < CASES / 5; i++) {
      written += comesBack(mutatedOnce(sample.clone())) ? 1 : 0;
    }
    assertThat(written).isGreaterThan(CASES / 50);
  }

  /** False where the file does not open, or holds weights or types that cannot be written. */
  private static boolean comesBack(byte[] content) throws IOException {
    try {
      StoredModel opened = OnnxReader.read(FileBytes.of(Path.of("a.onnx"), content));
      StoredModel again =
          OnnxReader.read(
              Samples.file("a.onnx", OnnxDraft.of(opened.network(), opened.weights()).model()));
      String expected = Description.of(opened.network());
      boolean comparable = !expected.contains("=Other[");
      assertThat(!comparable || Description.of(again.network()).equals(expected))
          .as(expected)
          .isTrue();
      return comparable;
    } catch (ModelFormatException | UncheckedIOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isRefused(byte[] content) {
    FileBytes file = FileBytes.of(Path.of("damaged.onnx"), content);
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

  private byte[] mutated(byte[] sample) {
    byte[] bytes = sample.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = mutatedOnce(bytes);
    }
    return bytes;
  }

  private byte[] mutatedOnce(byte[] bytes) {
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

  private static byte[] onnx() {
    Network network = Samples.cnn();
    return Samples.bytes(OnnxDraft.of(network, Samples.weights(network, 1)).model());
  }

  private static byte[] safetensors() throws IOException {
    Network network = Samples.cnn();
    Weights weights = Samples.weights(network, 1);
    return Samples.bytes(SafetensorsWriter.pieces(Safetensors.tensors(network, weights), Map.of()));
  }

  private static byte[] index() {
    return "{\"metadata\": {\"total_size\": 8}, \"weight_map\": {\"a\": \"x.safetensors\"}}"
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
