package io.vitrine.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.Description;
import io.vitrine.formats.Samples;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsReaderTest {
  @TempDir Path folder;

  /** A file of a header, padded with nothing, and as many zero bytes of data. */
  static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  static StoredModel open(byte[] content) throws IOException {
    return SafetensorsReader.read(FileBytes.of(Path.of("w.safetensors"), content));
  }

  @ParameterizedTest
  @EnumSource(SafetensorsType.class)
  void read_givesEveryTypeBack(SafetensorsType type) throws IOException {
    Tensor tensor = zeros(type.elements(), 4);
    StoredModel opened =
        open(Samples.bytes(SafetensorsWriter.pieces(Map.of("t", tensor), Map.of())));
    assertThat(Description.of(opened.weights().require("t"))).isEqualTo(Description.of(tensor));
  }

  static Tensor zeros(ElementType elements, long count) {
    return Tensor.of(elements, Shape.of(count), ByteBuffer.allocate((int) elements.bytes(count)));
  }

  @Test
  void read_givesTheTypesNumbers() throws IOException {
    byte[] file = file("{\"h\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4);
    file[file.length - 3] = 0x3F;
    file[file.length - 4] = (byte) 0x80;
    assertThat(open(file).weights().require("h").floats()).containsExactly(1, 0);
  }

  @Test
  void read_takesScalarsAndEmptyTensors() throws IOException {
    StoredModel opened =
        open(
            file(
                "{\"e\":{\"dtype\":\"F32\",\"shape\":[0,4],\"data_offsets\":[0,0]},"
                    + "\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"x\":[{}]}}  ",
                4));
    assertThat(opened.weights().require("e").floats()).isEmpty();
    assertThat(opened.weights().require("s").floats()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 1 | 10 | the tensors end here, but 1 bytes follow",
        "[] | 0 | 8 | in the header: expected an object, found a list",
        "{}x | 0 | 10 | no valid JSON: Unrecognized token 'x'",
        "{}{} | 0 | 10 | expected nothing but spaces after the header's object",
        "{\"a\": | 0 | 13 | no valid JSON: Unexpected end-of-input",
        "{\"a\":1} | 0 | 13 | in 'a': expected an object, found a whole number",
        "{\"a\":{}} | 0 | 13 | tensor 'a': expected dtype, shape and two data_offsets",
        "{\"a\":#F32#,[],[0,4]} | 3 | 13 | expected data_offsets within the 3 bytes of data, found [0, 4]",
        "{\"a\":#F32#,[],[4,0]} | 4 | 13 | within the 4 bytes of data, found [4, 0]",
        "{\"a\":#F32#,[2],[0,4]} | 4 | 13 | float32(2) takes 8 bytes, found 4",
        "{\"a\":#F32#,[],[0,4,8]} | 4 | 13 | expected dtype, shape and two data_offsets",
        "{\"a\":#Q8#,[],[0,4]} | 4 | 22 | expected a dtype among BOOL, F4",
        "{\"a\":#F32#,[-1],[0,4]} | 4 | 37 | the shape of 'a': expected numbers from 0 to 2^63 - 1, found -1",
        "{\"a\":#F32#,[1.5],[0,4]} | 4 | 37 | expected a whole number, found a number with a fraction",
        "{\"a\":#F32#,[99999999999999999999],[0,4]} | 4 | 37 | found 99999999999999999999",
        "{\"a\":#F32#,[9999999999,9999999999],[0,4]} | 4 | 13 | more than any memory holds",
        "{\"a\":#F32#,[],[0,4],\"b\":#F32#,[],[0,4]} | 4 | 113 | 'b' begins at data byte 0, the one before it ends at 4",
        "{\"a\":#F32#,[],[0,4],\"b\":#F32#,[],[8,12]} | 12 | 118 | 'b' begins at data byte 8, the one before it ends at 4; expected neither overlap nor gap",
        "{\"a\":#F32#,[],[0,4],\"a\":#F32#,[],[4,8]} | 8 | 64 | no valid JSON: Duplicate field 'a'",
        "{\"__metadata__\":{\"k\":1}} | 0 | 29 | in the metadata 'k': expected a text",
      })
  void read_refusesBrokenHeaders(String header, int dataBytes, int at, String message) {
    String full =
        header.replaceAll(
            "#(\\w+)#,(\\[[^]]*]),(\\[[^]]*])",
            "{\"dtype\":\"$1\",\"shape\":$2,\"data_offsets\":$3}");
    assertThatThrownBy(() -> open(file(full, dataBytes)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("w.safetensors, byte " + at + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void read_refusesHeadersOfImpossibleLength() {
    for (long length : new long[] {0, 1, 11, 1 << 30, Long.MAX_VALUE, -1}) {
      byte[] content =
          ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> open(content))
          .isInstanceOf(ModelFormatException.class)
          .hasMessage(
              "w.safetensors, byte 0: the header declares %s bytes; expected 2 to 10; the file is cut off, or it is no safetensors file",
              Long.toUnsignedString(length));
    }
  }

  private void write(String name, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    Files.write(folder.resolve(name), Samples.bytes(SafetensorsWriter.pieces(tensors, metadata)));
  }

  @Test
  void readIndex_opensTheFilesOfAnIndex() throws IOException {
    write("m-1.safetensors", Map.of("a", Tensor.of(new float[] {1}, 1)), Map.of());
    write(
        "m-2.safetensors",
        Map.of("b", Tensor.of(new float[] {2}, 1), "c", Tensor.of(new float[] {3}, 1)),
        Map.of("format", "pt"));
    Path index = folder.resolve("m.safetensors.index.json");
    Files.writeString(
        index,
        "{\"metadata\":{\"total_size\":12,\"x\":[1]},\"weight_map\":{\"c\":\"m-2.safetensors\","
            + "\"a\":\"m-1.safetensors\",\"b\":\"m-2.safetensors\"}}");
    StoredModel opened = SafetensorsReader.readIndex(FileBytes.open(index));
    assertThat(opened.network().name()).isEqualTo("m");
    assertThat(opened.network().metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(opened.weights().names()).containsExactly("c", "a", "b");
    assertThat(opened.weights().require("c").floats()).containsExactly(3);
  }

  /** The index says which of two is meant; a file beside that it does not name is no part. */
  @Test
  void readIndex_tensorsThatItDoesNotName_areThereToo() throws IOException {
    Tensor old = Tensor.of(new float[] {-1}, 1);
    write("m-1.safetensors", Map.of("a", Tensor.of(new float[] {1}, 1), "b", old), Map.of());
    write(
        "m-2.safetensors",
        Map.of("b", Tensor.of(new float[] {2}, 1), "extra", Tensor.of(new float[] {3}, 1)),
        Map.of());
    write("m-3.safetensors", Map.of("c", Tensor.of(new float[] {4}, 1)), Map.of());
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index, "{\"weight_map\":{\"a\":\"m-1.safetensors\",\"b\":\"m-2.safetensors\"}}");

    StoredModel opened = SafetensorsReader.readIndex(FileBytes.open(index));

    assertThat(opened.weights().names()).containsExactly("a", "b", "extra");
    assertThat(opened.weights().require("b").floats()).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | this JSON has no weight_map, so it is no index",
        "{\"weight_map\":{\"a\":1}} | byte 19: expected the file name of 'a', found a whole number",
        "{\"weight_map\":{\"a\":\"m.safetensors\"}} | m.json, tensor 'a': names the file m.safetensors, which is not there",
        "{\"weight_map\":{\"a\":\"../m\"}} | m.json, tensor 'a': expected its file to lie in or below the folder of m.json, found the location '../m'",
        "{\"weight_map\":{\"a\":\"w\"}} | expected the tensor 'a' in w, which has none of that name",
        "{\"weight_map\":{\"a\" | no valid JSON",
      })
  void readIndex_refusesBrokenOnes(String text, String message) throws IOException {
    Files.write(folder.resolve("w"), file("{}", 0));
    Path index = folder.resolve("m.json");
    Files.writeString(index, text);
    assertThatThrownBy(() -> SafetensorsReader.readIndex(FileBytes.open(index)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }
}
