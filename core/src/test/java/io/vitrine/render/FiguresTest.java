package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

  @Test
  void saveAll_severalFiles_equalThoseSavedAlone() throws IOException {
    Path svg = folder.resolve("all/curves.svg");
    Path png = folder.resolve("all/curves.png");
    Path alone = folder.resolve("alone.png");

    Figures.saveAll(
        Map.of(svg, DemoFigures.curves(), png, DemoFigures.curves()), RenderOptions.defaults());
    Figures.save(DemoFigures.curves(), alone);

    assertThat(svg).isNotEmptyFile();
    assertThat(png).hasSameBinaryContentAs(alone);
  }

  @Test
  void saveAll_unknownEnding_savesNone() {
    Path svg = folder.resolve("curves.svg");
    Map<Path, Figure> files =
        Map.of(svg, DemoFigures.curves(), folder.resolve("a.gif"), DemoFigures.curves());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figures.saveAll(files, RenderOptions.defaults()))
        .withMessageContaining("'.gif'");
    assertThat(svg).doesNotExist();
  }

  @Test
  void saveAll_folderIsFile_isIoException() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Map<Path, Figure> files = Map.of(file.resolve("curves.svg"), DemoFigures.curves());

    assertThatIOException()
        .isThrownBy(() -> Figures.saveAll(files, RenderOptions.defaults()))
        .withMessageContaining("file");
  }
}
