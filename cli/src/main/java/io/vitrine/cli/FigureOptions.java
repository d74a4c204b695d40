package io.vitrine.cli;

import io.vitrine.figure.Figure;
import io.vitrine.render.FigureJson;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a figure goes, and how sharp. */
final class FigureOptions {
  @ArgGroup(multiplicity = "1")
  Target target = new Target();

  /** A file, or standard output as numbers. */
  static final class Target {
    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "The figure's file; its ending says the format: svg, png, jpg, pdf, tex.")
    @Nullable Path output;

    @Option(
        names = "--json",
        required = true,
        description = "Print the figure's numbers as JSON instead of drawing it.")
    boolean json;
  }

  @Option(
      names = "--scale",
      paramLabel = "X",
      defaultValue = "2",
      description = "Pixels a point of PNG and JPEG (${DEFAULT-VALUE}).")
  double scale;

  /** Saves a figure and prints the file's name, or prints its numbers. */
  void save(Figure figure) throws IOException {
    save(figure, "");
  }

  /** Saves one of several figures into the output, which is a folder. */
  void saveInto(Figure figure, String name) throws IOException {
    save(figure, name);
  }

  private void save(Figure figure, String name) throws IOException {
    if (target.output == null) {
      System.out.print(FigureJson.of(figure));
      System.out.flush();
      return;
    }
    Path file = name.isEmpty() ? target.output : target.output.resolve(name);
    Figures.save(figure, file, RenderOptions.defaults().scaledBy(scale));
    System.out.println(file);
  }
}
