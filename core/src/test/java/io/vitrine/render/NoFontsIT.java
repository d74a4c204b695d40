package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are drawn without the system's fonts: Java's font classes are not even loaded. */
class NoFontsIT {
  @TempDir Path folder;

  /** Saves every demo figure in every format of core's. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      for (var figure : DemoFigures.all()) {
        for (String ending : List.of("png", "jpg", "svg", "tex")) {
          Figures.save(figure, Path.of(args[0], figure.id() + "." + ending));
        }
      }
    }
  }

  @Test
  void save_everyDemo_loadsNoFontManager() throws Exception {
    Path log = folder.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String classes = Files.readString(log);
    assertThat(process.exitValue()).as(classes).isZero();
    assertThat(classes).contains("io.vitrine.render.RasterPainter");
    assertThat(classes)
        .doesNotContain("sun.font.SunFontManager")
        .doesNotContain("sun.font.FreetypeFontScaler");
    assertThat(folder.resolve("lying.png")).isNotEmptyFile();
  }
}
