package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {
  /** EXIF data of two entries, the second of them the orientation. */
  private static byte[] exif(ByteOrder order, int orientation) {
    ByteBuffer data = ByteBuffer.allocate(8 + 2 + 24 + 4).order(order);
    String mark = order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM";
    data.put(mark.getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    data.putShort((short) 2);
    data.putShort((short) 0x010F).putShort((short) 2).putInt(1).putInt(0);
    data.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return data.array();
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void ofExif_bothByteOrders_areRead(Orientation orientation) {
    int number = orientation.number();

    assertThat(Orientation.ofExif(exif(ByteOrder.LITTLE_ENDIAN, number))).isEqualTo(orientation);
    assertThat(Orientation.ofExif(exif(ByteOrder.BIG_ENDIAN, number))).isEqualTo(orientation);
  }

  @Test
  void ofExif_damaged_isUpright() {
    byte[] whole = exif(ByteOrder.BIG_ENDIAN, 6);
    for (int length = 0; length < 34; length++) {
      assertThat(Orientation.ofExif(Arrays.copyOf(whole, length))).isEqualTo(Orientation.UPRIGHT);
    }
    assertThat(Orientation.ofExif(exif(ByteOrder.BIG_ENDIAN, 9))).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.ofExif("XX*abcdefghij".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Orientation.UPRIGHT);
    whole[4] = 127;
    assertThat(Orientation.ofExif(whole)).isEqualTo(Orientation.UPRIGHT);
  }

  /** The picture a b c / d e f, turned upright. */
  @ParameterizedTest
  @CsvSource({
    "UPRIGHT, abc/def",
    "MIRRORED, cba/fed",
    "HALF_TURN, fed/cba",
    "FLIPPED, def/abc",
    "TRANSPOSED, ad/be/cf",
    "QUARTER_TURN_RIGHT, da/eb/fc",
    "TRANSVERSED, fc/eb/da",
    "QUARTER_TURN_LEFT, cf/be/ad"
  })
  void apply_turnsThePicture(Orientation orientation, String expected) {
    byte[] letters = "abcdef".getBytes(StandardCharsets.US_ASCII);
    Picture turned = orientation.apply(Picture.of(new ImageSize(1, 2, 3), letters));

    String[] rows = expected.split("/");
    assertThat(turned.size()).isEqualTo(new ImageSize(1, rows.length, rows[0].length()));
    assertThat(new String(turned.values(), StandardCharsets.US_ASCII))
        .isEqualTo(String.join("", rows));
  }
}
