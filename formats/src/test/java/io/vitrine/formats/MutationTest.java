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
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Damaged files of ONNX and safetensors are opened or refused with a {@link ModelFormatException};
 * nothing else is thrown.
 */
class MutationTest {
  private static final int CASES = Mutations.CASES;

  private final Mutations mutations = new Mutations(20_240_601);

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
        refused += Mutations.isRefused("damaged.onnx", mutations.of(sample)) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(samples.size() * CASES / 2, samples.size() * CASES - 1);
  }

  @Test
  void read_damagedFilesOfPyTorchAndNumPyOpenOrAreRefused() throws IOException {
    Recorded torch = new Recorded("pytorch");
    Recorded numpy = new Recorded("numpy");
    List<Path> files =
        List.of(
            torch.file("views.pth"),
            torch.file("deflated.pth"),
            torch.file("views_stream.pth"),
            torch.file("special.pth"),
            torch.file("protocol4.pth"),
            numpy.file("arrays.npz"),
            numpy.file("deflated.npz"),
            numpy.file("version2.npy"));
    int refused = 0;
    for (Path file : files) {
      byte[] sample = Files.readAllBytes(file);
      for (int i = 0; i < CASES; i++) {
        refused += Mutations.isRefused("damaged.pth", mutations.of(sample)) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(files.size() * CASES / 4, files.size() * CASES - 1);
  }

  /** Only the pickle is damaged; the archive around it is whole. */
  @Test
  void read_damagedPicklesOpenOrAreRefused() throws IOException {
    int refused = 0;
    for (String name : List.of("state_dict.pth", "module.pth", "protocol4.pth")) {
      refused += refused(new Recorded("pytorch").file(name), "data.pkl", CASES);
    }
    assertThat(refused).isBetween(CASES / 4, 3 * CASES - 1);
  }

  /** Programs are text: what they say is damaged, the archive around it is whole. */
  @Test
  void read_damagedProgramsOpenOrAreRefused() throws IOException {
    Recorded archives = new Recorded("exported");
    int cases = CASES / 10;
    int refused = 0;
    for (String name : List.of("mixed.pt2", "decomposed.pt2", "transformer.pt2")) {
      refused += refused(archives.file(name), ".json", cases);
    }
    for (String name : List.of("scripted.pt", "recurrent_scripted.pt", "mixed_traced.pt")) {
      refused += refused(archives.file(name), ".py", cases);
      refused += refused(archives.file(name), ".pkl", cases);
    }
    assertThat(refused).isBetween(cases / 4, 9 * cases - 1);
  }

  /** How many archives are refused with the members damaged that have an ending. */
  private int refused(Path file, String ending, int cases) throws IOException {
    ZipArchive whole = ZipArchive.open(FileBytes.open(file));
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      ZipBytes archive = new ZipBytes();
      for (String member : whole.names()) {
        ByteBuffer content = whole.content(whole.member(member).orElseThrow());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        boolean damaged = member.endsWith(ending) && bytes.length > 0;
        archive.stored(member, damaged ? mutations.of(bytes) : bytes);
      }
      refused += Mutations.isRefused("damaged.pth", archive.bytes()) ? 1 : 0;
    }
    return refused;
  }

  @Test
  void read_cutFilesOfPyTorchAndNumPyAreRefused() throws IOException {
    for (String name :
        List.of("pytorch/views.pth", "pytorch/views_stream.pth", "numpy/arrays.npz")) {
      int slash = name.indexOf('/');
      Path file = new Recorded(name.substring(0, slash)).file(name.substring(slash + 1));
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        assertThat(Mutations.isRefused(name, Arrays.copyOf(whole, length))).isTrue();
      }
    }
  }

  @Test
  void write_damagedFilesThatOpenComeBackTheSame() throws IOException {
    byte[] sample = OnnxFiles.writable().toByteArray();
    int written = 0;
    for (int i = 0; i < CASES / 5; i++) {
      written += comesBack(mutations.once(sample.clone())) ? 1 : 0;
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

  @Test
  void read_damagedFilesOfKerasOpenOrAreRefused() throws IOException {
    Recorded keras = new Recorded("keras");
    List<Path> files = List.of(keras.file("cnn.keras"), keras.file("keras2_nested.h5"));
    int refused = 0;
    for (Path file : files) {
      byte[] sample = Files.readAllBytes(file);
      for (int i = 0; i < CASES; i++) {
        refused += Mutations.isRefused("damaged.keras", mutations.of(sample)) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(CASES / 5, files.size() * CASES - 1);
  }

  @Test
  void read_cutFilesOfKerasAreRefused() throws IOException {
    for (String name : List.of("scaled.keras", "keras2_nested.h5")) {
      byte[] whole = Files.readAllBytes(new Recorded("keras").file(name));
      for (int length = 0; length < whole.length; length += 37) {
        assertThat(Mutations.isRefused(name, Arrays.copyOf(whole, length)))
            .as(name + length)
            .isTrue();
      }
    }
  }
}
