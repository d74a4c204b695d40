package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PillowBilinearTest {
  static Stream<PillowReference.Case> bytes() {
    return PillowReference.cases("bytes");
  }

  static Stream<PillowReference.Case> floats() {
    return PillowReference.cases("floats");
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void resize_bytes_equalsPillowToTheLevel(PillowReference.Case reference) {
    byte[] result =
        PillowBilinear.of(reference.from(), reference.height(), reference.width())
            .resize(reference.image());

    assertThat(result).isEqualTo(reference.expected());
  }

  @ParameterizedTest
  @MethodSource("floats")
  void resize_floats_equalsPillowWithoutRounding(PillowReference.Case reference) {
    float[] result =
        PillowBilinear.of(reference.from(), reference.height(), reference.width())
            .resize(floatsOf(reference.image()));

    ByteBuffer expected = ByteBuffer.wrap(reference.expected());
    assertThat(result).hasSize(expected.remaining() / 4);
    for (float value : result) {
      assertThat(value).isCloseTo(expected.getFloat(), within(1e-4f));
    }
  }

  @Test
  void resize_toHalf_weighsByTheTriangle() {
    byte[] row = {10, 20, 40, 80, (byte) 160, (byte) 255};

    byte[] half = PillowBilinear.of(new ImageSize(1, 1, 6), 1, 3).resize(row);

    // Centres 1, 3, 5, width 2: weights 1/8 3/8 3/8 1/8, and 3/7 3/7 1/7 at the ends.
    assertThat(half)
        .containsExactly(
            (byte) Math.round((3 * 10 + 3 * 20 + 40) / 7.0),
            (byte) Math.round((20 + 3 * 40 + 3 * 80 + 160) / 8.0),
            (byte) Math.round((80 + 3 * 160 + 3 * 255) / 7.0));
  }

  @Test
  void resize_constantImage_staysConstant() {
    for (int level = 0; level < 256; level++) {
      byte[] flat = new byte[13 * 29];
      Arrays.fill(flat, (byte) level);

      byte[] result = PillowBilinear.of(new ImageSize(1, 13, 29), 32, 7).resize(flat);

      assertThat(result).containsOnly(level);
    }
  }

  @Test
  void resize_mirroredImage_isMirrored() {
    PillowReference.Case some = bytes().findFirst().orElseThrow();
    PillowBilinear resizing = PillowBilinear.of(some.from(), some.height(), some.width());

    byte[] result = resizing.resize(reversed(some.image()));

    assertThat(result).isEqualTo(reversed(resizing.resize(some.image())));
  }

  private static byte[] reversed(byte[] values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[values.length - 1 - i];
    }
    return result;
  }

  private static float[] floatsOf(byte[] image) {
    float[] values = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      values[i] = image[i] & 0xFF;
    }
    return values;
  }
}
