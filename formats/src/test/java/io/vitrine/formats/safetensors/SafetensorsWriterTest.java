package io.vitrine.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.Samples;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetensorsWriterTest {
  @Test
  void pieces_givesTheBytesOfTheFormat() throws IOException {
    Map<String, Tensor> tensors = Map.of("a.b", Tensor.of(new float[] {1, -2}, 2, 1));
    byte[] bytes = Samples.bytes(SafetensorsWriter.pieces(tensors, Map.of("k", "é")));
    String header =
        "{\"__metadata__\":{\"k\":\"é\"},"
            + "\"a.b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}";
    int length = (header.getBytes(StandardCharsets.UTF_8).length + 7) / 8 * 8;
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()).isEqualTo(length);
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip()).isEqualTo(header);
    assertThat(Arrays.copyOfRange(bytes, 8 + length, bytes.length))
        .containsExactly(0, 0, -128, 63, 0, 0, 0, -64);
  }

  @Test
  void pieces_putsWiderElementsFirstSoThatAllAreAligned() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bytes", SafetensorsReaderTest.zeros(ElementType.UINT8, 3));
    tensors.put("halves", SafetensorsReaderTest.zeros(ElementType.BFLOAT16, 3));
    tensors.put("floats", SafetensorsReaderTest.zeros(ElementType.FLOAT32, 3));
    tensors.put("more", SafetensorsReaderTest.zeros(ElementType.FLOAT32, 1));
    tensors.put("longs", SafetensorsReaderTest.zeros(ElementType.INT64, 1));
    StoredModel opened =
        SafetensorsReaderTest.open(Samples.bytes(SafetensorsWriter.pieces(tensors, Map.of())));
    assertThat(opened.weights().names())
        .containsExactly("longs", "floats", "more", "halves", "bytes");
  }

  @Test
  void pieces_refusesTypesTheFormatHasNot() {
    Tensor complex = SafetensorsReaderTest.zeros(ElementType.COMPLEX128, 1);
    assertThatThrownBy(() -> SafetensorsWriter.pieces(Map.of("t", complex), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("safetensors has no type complex128; it has BOOL, F4");
  }
}
