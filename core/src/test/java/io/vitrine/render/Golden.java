package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file under src/test/resources; {@code -Dgolden.update} writes it anew. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/io/vitrine/render");

  private Golden() {}

  static void check(String file, String actual) {
    Path golden = FOLDER.resolve(file);
    try {
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(golden, actual);
      }
      assertThat(actual)
          .as("%s; -Dgolden.update writes it anew", golden)
          .isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
