package io.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTest {
  private static double read(ElementType type, String hex) {
    byte[] bigEndian = java.util.HexFormat.of().parseHex(hex);
    ByteBuffer bytes = ByteBuffer.allocate(bigEndian.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      bytes.put(bigEndian[i]);
    }
    return Tensor.of(type, Shape.of(1), bytes.flip()).doubleAt(0);
  }

  /** Bit patterns of IEEE 754, bfloat16 and the OCP 8-bit formats, worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "10, 3c00, 1",
    "10, c000, -2",
    "10, 7bff, 65504",
    "10, 0001, 5.9604644775390625e-8",
    "10, 7c00, Infinity",
    "16, 3f80, 1",
    "16, c049, -3.140625",
    "17, 38, 1",
    "17, 7e, 448",
    "17, 01, 0.001953125",
    "17, 7f, NaN",
    "19, 3c, 1",
    "19, 7b, 57344",
    "19, 7c, Infinity",
    "19, fc, -Infinity",
    "18, 40, 1",
    "18, 7f, 240",
    "18, 81, -0.0009765625",
    "18, 80, NaN",
    "20, 40, 1",
    "20, ff, -57344",
    "20, 80, NaN",
    "23, 07, 6",
    "23, 09, -0.5",
    "24, 7f, 1",
    "24, 00, 5.877471754111438e-39",
    "24, ff, NaN",
    "25, 03, 3",
    "26, 02, -2",
    "13, ffffffffffffffff, 1.8446744073709552e19",
    "12, ffffffff, 4294967295",
    "3, ff, -1",
    "2, ff, 255"
  })
  void doubleAt_bitPattern_isItsNumber(int type, String hex, double expected) {
    assertThat(read(ElementType.of(type), hex)).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void doubleAt_packedNibbles_readsLowHalfFirst() {
    Tensor tensor =
        Tensor.of(ElementType.INT4, Shape.of(3), ByteBuffer.wrap(new byte[] {(byte) 0x8F, 0x07}));

    assertThat(tensor.floats()).containsExactly(-1, -8, 7);
  }

  @Test
  void of_wrongByteCount_saysBoth() {
    assertThatThrownBy(
            () -> Tensor.of(ElementType.FLOAT32, Shape.of(2, 3), ByteBuffer.allocate(20)))
        .hasMessage("a tensor of float32(2, 3) takes 24 bytes, found 20");
  }

  @Test
  void of_array_copiesIt() {
    float[] values = {1, 2};
    Tensor tensor = Tensor.of(values, 2);
    values[0] = 9;

    assertThat(tensor.floats()).containsExactly(1, 2);
    assertThat(tensor.longs()).containsExactly(1, 2);
  }

  @Test
  void elementType_unknownNumber_isKept() {
    assertThat(ElementType.of(99)).isEqualTo(new ElementType(99, "type99", 0));
  }

  @Test
  void floats_part_isThatOfTheWhole() {
    Tensor floats = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    Tensor longs = Tensor.of(new long[] {1, 2, 3, 4}, 4);

    assertThat(floats.floats(1, 2)).containsExactly(2, 3);
    assertThat(longs.floats(2, 2)).containsExactly(3, 4);
    assertThat(floats.floats(4, 0)).isEmpty();
    assertThatThrownBy(() -> floats.floats(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
