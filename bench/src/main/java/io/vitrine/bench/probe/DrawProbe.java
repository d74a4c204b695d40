package io.vitrine.bench.probe;

import io.vitrine.figure.Figure;
import io.vitrine.formats.Networks;
import io.vitrine.render.Figures;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Draws two networks as graphs of their operators in turns, opening them included. Prints seconds
 * ({@code small}, {@code large}).
 */
public final class DrawProbe {
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 2;

  private DrawProbe() {}

  /** Arguments: the small network's file, the large one's, the folder to draw into. */
  public static void main(String[] args) throws IOException {
    Samples small = new Samples("small");
    Samples large = new Samples("large");
    for (int round = 0; round < ROUNDS; round++) {
      double first = draw(Path.of(args[0]), Path.of(args[2], "graph.svg"));
      double second = draw(Path.of(args[1]), Path.of(args[2], "graph.svg"));
      if (round >= WARM_UP) {
        small.add(first);
        large.add(second);
      }
    }
    small.print();
    large.print();
  }

  private static double draw(Path file, Path svg) throws IOException {
    long start = System.nanoTime();
    Figure figure =
        Architecture.of(
            Networks.read(file).network(),
            Architecture.style("operators"),
            ArchitectureOptions.defaults(),
            Locale.ENGLISH);
    Figures.save(figure, svg);
    return (System.nanoTime() - start) / 1e9;
  }
}
