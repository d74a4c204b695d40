package io.vitrine.formats.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that is wrong on purpose.
 *
 * @param format whose file it is said to be
 * @param damage what is wrong with it
 * @param name the file's own, without folders
 * @param content makes its bytes
 * @param beside further files by their names
 */
record HostileFile(
    String format, String damage, String name, Content content, Map<String, byte[]> beside) {

  /** Makes a file's bytes. */
  @FunctionalInterface
  interface Content {
    byte[] bytes() throws IOException;
  }

  static HostileFile of(String format, String damage, String name, Content content) {
    return new HostileFile(format, damage, name, content, Map.of());
  }

  HostileFile beside(String other, byte[] bytes) {
    Map<String, byte[]> more = new LinkedHashMap<>(beside);
    more.put(other, bytes);
    return new HostileFile(format, damage, name, content, more);
  }

  /** Writes it and what lies beside it into a folder. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> other : beside.entrySet()) {
      Files.write(folder.resolve(other.getKey()), other.getValue());
    }
    return Files.write(folder.resolve(name), content.bytes());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
