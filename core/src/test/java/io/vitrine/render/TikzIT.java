package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write for LaTeX compiles with pdflatex and the class standalone, without a warning. */
class TikzIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.vitrine.render.DemoFigures#all")
  void save_everyDemo_compilesWithPdflatex(Figure figure) throws Exception {
    assumeTrue(
        isInstalled("pdflatex"),
        "pdflatex is not installed (Debian: texlive-latex-extra, texlive-pictures)");
    Figures.save(figure, folder.resolve("figure.tex"));
    Path log = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "figure.tex")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(folder.resolve("figure.pdf")).isNotEmptyFile();
    assertThat(Files.readString(log))
        .doesNotContain("Overfull")
        .doesNotContain("Missing character");
  }

  private static boolean isInstalled(String program) throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
