package io.vitrine.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  @Test
  void keep_written_isThereWithItsCompanion() throws IOException {
    Path file = folder.resolve("a.txt");
    try (WholeFile whole = WholeFile.at(file)) {
      whole.out().write("new".getBytes(UTF_8));
      whole.beside(folder.resolve("b.txt"), new byte[] {1});
      assertThat(file).doesNotExist();
      whole.keep();
    }

    assertThat(file).hasContent("new");
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void close_withoutKeep_leavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    try (WholeFile whole = WholeFile.at(file)) {
      whole.out().write("half".getBytes(UTF_8));
      whole.beside(folder.resolve("b.txt"), new byte[] {1});
    }

    assertThat(file).hasContent("old");
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void keep_link_writesWhatItLeadsTo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    try (WholeFile whole = WholeFile.at(link)) {
      whole.out().write("new".getBytes(UTF_8));
      whole.keep();
    }

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }
}
