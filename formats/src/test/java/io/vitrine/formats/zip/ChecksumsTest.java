package io.vitrine.formats.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
  private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

  /** The local header and the name before the content. */
  private static final int START = 31;

  /** The CRC-32 of the ten digits, as zlib has it, and of the digits with an 8 for the 0. */
  private static final String SOUND = "a684c7c6";

  private static final String DAMAGED = "b5538732";

  private static ZipArchive flipped(ZipBytes archive) throws IOException {
    byte[] bytes = archive.bytes();
    bytes[START] ^= 8;
    return ZipArchive.open(FileBytes.of(Path.of("a.zip"), bytes));
  }

  private static void assertRefuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "a.zip, byte 31: member 'w' is damaged: expected the CRC-32 %s of its 10 bytes, found %s; copy or download the file again, or save it again where it was changed on purpose",
            SOUND, DAMAGED);
  }

  @Test
  void check_flippedBit_namesMemberByteAndBothChecksums() throws IOException {
    ZipArchive archive = flipped(new ZipBytes().stored("w", TEN));
    ZipMember member = archive.member("w").orElseThrow();
    assertRefuses(() -> archive.content(member));
    assertRefuses(() -> archive.source(member).slice(5, 1));
    assertRefuses(() -> archive.source(member).slice(6, 1));
    assertRefuses(() -> archive.check(member));
  }

  @Test
  void unchecked_flippedBit_givesTheBytes() throws IOException {
    ZipArchive archive = flipped(new ZipBytes().stored("w", TEN));
    ZipMember member = archive.member("w").orElseThrow();
    assertThat(archive.unchecked(member).get(0)).isEqualTo((byte) '8');
    assertThat(archive.head(member, 1).get(0)).isEqualTo((byte) '8');
  }

  @Test
  void source_otherMemberDamaged_isRead() throws IOException {
    ZipArchive archive = flipped(new ZipBytes().stored("w", TEN).stored("v", TEN));
    ByteBuffer bytes = archive.source(archive.member("v").orElseThrow()).slice(0, 10);
    assertThat(bytes.remaining()).isEqualTo(10);
  }

  /** As PyTorch writes it with {@code set_crc32_options(False)}. */
  @Test
  void check_checksumOfZero_isNone() throws IOException {
    ZipArchive archive = flipped(new ZipBytes().withoutChecksum("w", TEN));
    assertThat(archive.content(archive.member("w").orElseThrow()).remaining()).isEqualTo(10);
  }
}
