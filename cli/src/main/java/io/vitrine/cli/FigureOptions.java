package io.vitrine.cli;

import io.vitrine.figure.Figure;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a figure goes, and how sharp. */
final class FigureOptions {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The figure's file; its ending says the format: svg, png, jpg, pdf, tex.")
  Path output;

  @Option(
      names = "--scale",
      paramLabel = "X",
      defaultValue = "2",
      description = "Pixels a point of PNG and JPEG (${DEFAULT-VALUE}).")
  double scale;

  /** Saves a figure and prints the file's name. */
  void save(Figure figure) throws IOException {
    save(figure, output);
  }

  /** Saves one of several figures into the output, which is a folder. */
  void saveInto(Figure figure, String name) throws IOException {
    save(figure, output.resolve(name));
  }

  private void save(Figure figure, Path file) throws IOException {
    Figures.save(figure, file, RenderOptions.defaults().scaledBy(scale));
    System.out.println(file);
  }
}
