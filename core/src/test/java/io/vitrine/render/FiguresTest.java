package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  @TempDir Path folder;

  @Test
  void save_unknownEnding_namesTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figures.save(DemoFigures.curves(), folder.resolve("a.gif")))
        .withMessageContaining("'.gif'")
        .withMessageContaining("png")
        .withMessageContaining("svg");
  }

  @Test
  void save_intoMissingFolder_makesIt() throws IOException {
    Path file = folder.resolve("new folder/图/net.SVG");
    Figures.save(DemoFigures.curves(), file);
    assertThat(Files.readString(file)).startsWith("<svg ").endsWith("</svg>\n");
  }
}
