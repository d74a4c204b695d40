package io.vitrine.cli.view;

import io.vitrine.figure.Figure;
import io.vitrine.render.FigureJson;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import io.vitrine.render.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
    save(figure, Theme.LIGHT);
  }

  /** The same on a page of a theme. */
  void save(Figure figure, Theme theme) throws IOException {
    if (target.output == null) {
      print(figure);
    } else {
      save(Map.of(target.output, figure), theme);
    }
  }

  /** Saves figures by their names into the output, which is a folder, or prints their numbers. */
  void saveInto(Map<String, Figure> figures) throws IOException {
    if (target.output == null) {
      for (Figure figure : figures.values()) {
        print(figure);
      }
    } else {
      Map<Path, Figure> files = new LinkedHashMap<>();
      for (Map.Entry<String, Figure> figure : figures.entrySet()) {
        files.put(target.output.resolve(figure.getKey()), figure.getValue());
      }
      save(files, Theme.LIGHT);
    }
  }

  private static void print(Figure figure) throws IOException {
    System.out.print(FigureJson.of(figure));
    System.out.flush();
  }

  private void save(Map<Path, Figure> files, Theme theme) throws IOException {
    Figures.saveAll(files, RenderOptions.defaults().scaledBy(scale).with(theme));
    files.keySet().forEach(System.out::println);
  }
}
