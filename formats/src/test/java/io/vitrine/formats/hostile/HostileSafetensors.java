package io.vitrine.formats.hostile;

import static io.vitrine.formats.hostile.HostileFile.utf8;

import io.vitrine.formats.hostile.HostileFile.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files of safetensors and indices of several of them that are wrong on purpose. */
final class HostileSafetensors {
  private static final String TENSOR =
      "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}";
  private static final String SOUND =
      "{"
          + TENSOR.formatted("layer.weight", "4", 0, 16)
          + ","
          + TENSOR.formatted("layer.bias", "2", 16, 24)
          + "}";

  private HostileSafetensors() {}

  static Stream<HostileFile> files() {
    return Stream.concat(
        Stream.of(
            file("cut in its header", () -> Damage.cut(bytes(SOUND, 24), 0.5)),
            file("cut in its data", () -> Damage.cut(bytes(SOUND, 24), 0.99)),
            file("a flipped bit", () -> Damage.flipped(bytes(SOUND, 24), 8 + 15, 0)),
            file("a flipped bit in a size", () -> Damage.flipped(bytes(SOUND, 24), 8 + 32, 4)),
            file("a header of 2^62 bytes", () -> length(1L << 62)),
            file("a header of 1 GiB", () -> length(1L << 30)),
            file("a tensor of 2^80 numbers", () -> bytes(one("1099511627776,1099511627776"), 24)),
            file("a tensor past the end", () -> bytes(SOUND, 20)),
            file("tensors that overlap", () -> bytes(SOUND.replace("[16,24]", "[8,16]"), 24)),
            file("lists in lists, 100,000 deep", () -> bytes("{\"a\":" + "[".repeat(100_000), 0)),
            file("NaN for a size", () -> bytes(one("NaN"), 24)),
            file(
                "a name that a terminal obeys",
                () -> bytes("{" + TENSOR.formatted("\\u001b[31m\\u0000", "3", 0, 24) + "}", 24)),
            file("two tensors of one name", () -> bytes(SOUND.replace("bias", "weight"), 24)),
            file("1,000,000 tensors, the last too long", HostileSafetensors::many),
            file("an HTML page", () -> utf8("<!DOCTYPE html><html><body>404</body></html>")),
            file(
                "a pointer of Git LFS",
                () -> utf8("version https://git-lfs.github.com/spec/v1\n"))),
        indices());
  }

  private static Stream<HostileFile> indices() {
    return Stream.of(
        index("cut at the half", "{\"weight_map\":{\"a\":\"m-1.saf"),
        index("a flipped bit", "{\"weight_map\":{\"a\"8\"m-1.safetensors\"}}"),
        index("a part above the folder", map("../../etc/passwd")),
        index("a part by an absolute path", map("/etc/passwd")),
        index("a part that is not there", map("m-1.safetensors")),
        index("a part that is the index itself", map("model.safetensors.index.json")),
        index("a part that is cut", map("m-1.safetensors"))
            .beside("m-1.safetensors", Damage.cut(bytes(SOUND, 24), 0.99)),
        index("a part that is an HTML page", map("m-1.safetensors"))
            .beside("m-1.safetensors", utf8("<!DOCTYPE html><html></html>")),
        index("a part without the tensor", map("m-1.safetensors"))
            .beside("m-1.safetensors", bytes(SOUND, 24)),
        index("lists in lists, 100,000 deep", "{\"weight_map\":" + "[".repeat(100_000)),
        index(
            "1,000,000 parts that are not there",
            IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"t" + i + "\":\"p" + i + ".safetensors\"")
                .collect(Collectors.joining(",", "{\"weight_map\":{", "}}"))),
        index("another JSON", "{\"model_type\":\"bert\",\"layers\":2}"));
  }

  private static HostileFile file(String damage, Content content) {
    return HostileFile.of("safetensors", damage, "model.safetensors", content);
  }

  private static HostileFile index(String damage, String text) {
    return HostileFile.of(
        "index of safetensors", damage, "model.safetensors.index.json", () -> utf8(text));
  }

  private static String map(String file) {
    return "{\"weight_map\":{\"a\":\"" + file + "\"}}";
  }

  private static String one(String sizes) {
    return "{" + TENSOR.formatted("w", sizes, 0, 24) + "}";
  }

  private static byte[] many() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      header.append(TENSOR.formatted("t" + i, "1", 4 * i, 4 * i + 4)).append(',');
    }
    header.append(TENSOR.formatted("last", "2", 4_000_000, 4_000_004)).append('}');
    return bytes(header.toString(), 4_000_004);
  }

  private static byte[] length(long declared) {
    return ByteBuffer.allocate(18)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(declared)
        .put((byte) '{')
        .array();
  }

  static byte[] bytes(String header, int dataBytes) {
    byte[] text = utf8(header);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }
}
