package io.vitrine.formats.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.zip.ZipBytes.Claim;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZipArchiveTest {
  private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

  private static ZipArchive open(byte[] content) throws IOException {
    return ZipArchive.open(FileBytes.of(Path.of("a.zip"), content));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }

  @Test
  void open_readsStoredAndDeflatedMembers() throws IOException {
    ZipArchive archive =
        open(new ZipBytes().stored("a/b", TEN).deflated("c", TEN, Claim.TRUE).bytes());
    assertThat(archive.names()).containsExactly("a/b", "c");
    for (String name : archive.names()) {
      ZipMember member = archive.member(name).orElseThrow();
      assertThat(text(archive.content(member))).isEqualTo("0123456789");
      assertThat(text(archive.head(member, 3))).isEqualTo("012");
      assertThat(text(archive.source(member).slice(4, 2))).isEqualTo("45");
      assertThatThrownBy(() -> archive.source(member).slice(4, 7))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("expected 7 bytes from byte 4 of member '" + name + "'");
    }
    assertThat(archive.member("d")).isEmpty();
  }

  static Stream<Arguments> broken() {
    byte[] zeros = new byte[1 << 16];
    ZipBytes two = new ZipBytes().stored("a", TEN).stored("b", TEN);
    return Stream.of(
        Arguments.of(new byte[0], "has no end"),
        Arguments.of(Arrays.copyOf(two.bytes(), 60), "has no end"),
        Arguments.of(two.bytes(3), "expected at most 2 members, found 3"),
        Arguments.of(two.bytes(1), "the directory has more than its members"),
        Arguments.of(joined(new byte[5], two.bytes()), "have something before it"),
        Arguments.of(
            new ZipBytes().stored("a", TEN).stored("a", TEN).bytes(), "two members named 'a'"),
        Arguments.of(new ZipBytes().stored("../a", TEN).bytes(), "leads out of its folder"),
        Arguments.of(new ZipBytes().stored("x/../../a", TEN).bytes(), "leads out of its folder"),
        Arguments.of(new ZipBytes().stored("/etc/passwd", TEN).bytes(), "leads out"),
        Arguments.of(new ZipBytes().stored("C:\\a", TEN).bytes(), "leads out of its folder"),
        Arguments.of(new ZipBytes().stored("", TEN).bytes(), "leads out of its folder"),
        Arguments.of(
            new ZipBytes().stored("a", TEN).claimed("b", TEN, claim(-1, -1, 0)).bytes(),
            "expected members that do not overlap"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, claim(11, 11, -1)).bytes(),
            "reaches into what follows"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, claim(1 << 20, 1 << 20, -1)).bytes(),
            "do not overlap"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, claim(9, -1, -1)).bytes(), "stored, but takes 10"),
        Arguments.of(
            new ZipBytes().stored("b", TEN).claimed("a", TEN, claim(-1, -1, 1)).bytes(),
            "expected"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, new Claim(-1, -1, -1, 1, -1)).bytes(), "is encrypted"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, new Claim(-1, -1, -1, 0, 12)).bytes(),
            "packed by method 12; 0 (stored) and 8 (deflated) are read"),
        Arguments.of(
            new ZipBytes().deflated("a", zeros, claim(1 << 30, -1, -1)).bytes(),
            "as a zip bomb does; it is not unpacked"),
        Arguments.of(
            new ZipBytes().deflated("a", TEN, claim(11, -1, -1)).bytes(), "ends after 10 of 11"),
        Arguments.of(
            new ZipBytes().deflated("a", TEN, claim(9, -1, -1)).bytes(), "expected the CRC-32"),
        Arguments.of(
            new ZipBytes().claimed("a", TEN, new Claim(-1, -1, -1, 0, 8)).bytes(),
            "cannot be inflated"));
  }

  private static Claim claim(long size, long packed, int header) {
    return new Claim(size, packed, header, 0, -1);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @ParameterizedTest
  @MethodSource("broken")
  void open_refusesBrokenAndHostileArchives(byte[] content, String message) {
    assertThatThrownBy(
            () -> {
              ZipArchive archive = open(content);
              for (String name : archive.names()) {
                archive.content(archive.member(name).orElseThrow());
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("a.zip, byte ")
        .hasMessageContaining(message);
  }

  /** A bomb within deflate's own limit: 256 MiB of zeros in 260 KB. */
  @Test
  void content_refusesABombThatDeflateCouldMake() throws IOException {
    byte[] packed = new byte[1 << 18];
    byte[] archive = new ZipBytes().claimed("a", packed, new Claim(1 << 28, -1, -1, 0, 8)).bytes();
    ZipArchive opened = open(archive);
    assertThatThrownBy(() -> opened.content(opened.member("a").orElseThrow()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("268435456 bytes of 262144, as a zip bomb does");
  }
}
