package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFiles.entry;
import static io.vitrine.formats.onnx.OnnxFiles.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.summary.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTensorTest {
  @TempDir Path folder;

  private static Tensor only(TensorProto.Builder tensor) throws IOException {
    return open(tensor).weights().require("t");
  }

  private static StoredModel open(TensorProto.Builder tensor) throws IOException {
    return OnnxFiles.open(OnnxFiles.model(GraphProto.newBuilder().addInitializer(tensor)));
  }

  /** A vector too long to be taken for a setting, of which the first two numbers are given. */
  private static TensorProto.Builder ints(int type, int first, int second, int count) {
    TensorProto.Builder tensor = tensor("t", type, count).addInt32Data(first).addInt32Data(second);
    for (int i = 2; i < count; i++) {
      tensor.addInt32Data(0);
    }
    return tensor;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 200, 7, 200, 7",
    "3, -100, 7, -100, 7",
    "4, 65535, 7, 65535, 7",
    "5, -30000, 7, -30000, 7",
    "6, -2000000000, 7, -2000000000, 7",
    "9, 1, 0, 1, 0",
    "10, 0x3C00, 0xC000, 1, -2",
    "16, 0x3F80, 0xC000, 1, -2",
    "17, 0x38, 0xC0, 1, -2",
    "19, 0x3C, 0xC0, 1, -2",
  })
  void tensor_readsInt32Data(int type, String first, String second, float a, float b)
      throws IOException {
    Tensor tensor = only(ints(type, Integer.decode(first), Integer.decode(second), 65));
    assertThat(tensor.floatAt(0)).isEqualTo(a);
    assertThat(tensor.floatAt(1)).isEqualTo(b);
    assertThat(tensor.floatAt(64)).isZero();
  }

  @Test
  void tensor_readsPackedNibbles() throws IOException {
    TensorProto.Builder four = tensor("t", 22, 3).addInt32Data(0xF2).addInt32Data(0x07);
    assertThat(only(four).floats()).containsExactly(2, -1, 7);
    TensorProto.Builder raw = tensor("t", 21, 3).setRawData(bytes(0xF2, 0x07));
    assertThat(only(raw).floats()).containsExactly(2, 15, 7);
  }

  @Test
  void tensor_readsWideNumbers() throws IOException {
    assertThat(only(tensor("t", 1, 2).addFloatData(1.5f).addFloatData(-2)).floats())
        .containsExactly(1.5f, -2);
    assertThat(only(tensor("t", 11, 1).addDoubleData(1e300)).doubleAt(0)).isEqualTo(1e300);
    assertThat(only(tensor("t", 12, 1).addUint64Data(4_000_000_000L)).doubleAt(0)).isEqualTo(4e9);
    assertThat(only(tensor("t", 13, 1).addUint64Data(-1)).doubleAt(0)).isEqualTo(0x1p64);
    TensorProto.Builder complex = tensor("t", 14, 1).addFloatData(1).addFloatData(2);
    assertThat(only(complex).bytes().getFloat(4)).isEqualTo(2);
    assertThat(open(tensor("t", 7, 1).addInt64Data(Long.MIN_VALUE)).network())
        .extracting(n -> n.parameters().get(0).constant().orElseThrow().longs()[0])
        .isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void tensor_readsEmptyOnes() throws IOException {
    assertThat(only(tensor("t", 1, 0, 5)).floats()).isEmpty();
  }

  @Test
  void read_refusesNumbersThatAreNotThere() {
    refused(
        tensor("t", 1, 2, 3).setRawData(bytes(1, 2)), "t: float32(2, 3) takes 24 bytes, found 2");
    refused(tensor("t", 1, 3).addFloatData(1), "t: float32(3) takes 3 numbers, found 1");
    refused(tensor("t", 1, 1).addInt32Data(1), "keeps its numbers in field 4, found 5");
    refused(tensor("t", 1, -1), "expected dimensions of 0 or more, found -1");
    refused(tensor("t", 1, 1L << 40, 1L << 40), "more than any memory holds");
    refused(tensor("t", 1, new long[70]), "expected at most 64 dimensions");
    refused(tensor("", 1, 0), "expected a name for the initializer");
  }

  private static void refused(TensorProto.Builder tensor, String message) {
    assertThatThrownBy(() -> open(tensor))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("sample.onnx, byte ")
        .hasMessageContaining(message);
  }

  private static TensorProto.Builder outside(String location, String offset) {
    return tensor("t", 1, 2)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", location))
        .addExternalData(entry("offset", offset));
  }

  private StoredModel openInFolder(TensorProto.Builder tensor) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(
        file, OnnxFiles.model(GraphProto.newBuilder().addInitializer(tensor)).toByteArray());
    return OnnxReader.read(FileBytes.open(file));
  }

  @Test
  void tensor_readsExternalData() throws IOException {
    Files.createDirectories(folder.resolve("parts"));
    Files.write(
        folder.resolve("parts/w.bin"), new byte[] {9, 9, 9, 9, 0, 0, -128, 63, 0, 0, 0, 64});
    assertThat(openInFolder(outside("parts/w.bin", "4")).weights().require("t").floats())
        .containsExactly(1, 2);
  }

  /** Two initialisers on the same bytes are one parameter, even where the data file is missing. */
  @Test
  void read_twoInitialisersAtOnePlace_areTied() throws IOException {
    Path file = folder.resolve("model.onnx");
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInitializer(outside("w.bin", "0"))
            .addInitializer(outside("w.bin", "0").setName("u"))
            .addInitializer(outside("w.bin", "8").setName("v"));
    Files.write(file, OnnxFiles.model(graph).toByteArray());

    Network network = OnnxReader.read(FileBytes.open(file)).network();

    assertThat(network.parameters().stream().map(Parameter::copy))
        .containsExactly(
            Optional.empty(),
            Optional.of(new Parameter.Copy("t", Parameter.Order.SAME)),
            Optional.empty());
    assertThat(Summary.of(network).totals().parameters().total()).isEqualTo(4);
  }

  @Test
  void read_opensTheStructureWithoutItsExternalData() throws IOException {
    StoredModel opened = openInFolder(outside("gone.bin", "0"));
    assertThat(opened.network().parameter("t")).isPresent();
    assertThatThrownBy(() -> opened.weights().get("t"))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("gone.bin, which is not there; put that file beside the model");
  }

  @Test
  void read_refusesExternalDataThatIsTooShort() throws IOException {
    Files.write(folder.resolve("w.bin"), new byte[8]);
    for (String offset : List.of("4", "-1", "9223372036854775807")) {
      assertThatThrownBy(() -> openInFolder(outside("w.bin", offset)))
          .isInstanceOf(ModelFormatException.class)
          .hasMessage(
              "w.bin, byte %s: expected 8 bytes of tensor 't' of model.onnx from here, but this file has 8 in all; it is cut off, or of another model",
              offset);
    }
    assertThatThrownBy(() -> openInFolder(outside("w.bin", "0x4")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "tensor 't': expected a number as offset of external data, found '0x4'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../w.bin", "a/../../w.bin", "/etc/hosts", "a\\..\\..\\w", "a\0b"})
  void read_refusesExternalDataOutsideTheFolder(String location) {
    assertThatThrownBy(() -> openInFolder(outside(location, "0")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "model.onnx, tensor 't': expected its file to lie in or below the folder of model.onnx, found the location '"
                + location.replace('\0', '\uFFFD'));
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }
}
