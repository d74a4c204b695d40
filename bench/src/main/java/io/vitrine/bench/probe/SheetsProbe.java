package io.vitrine.bench.probe;

import io.vitrine.figure.Figure;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.render.Figures;
import io.vitrine.view.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Draws the article's five kernel sheets again and again, opening the network included. Prints
 * seconds ({@code sheets}).
 */
public final class SheetsProbe {
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 5;

  private SheetsProbe() {}

  /** Arguments: a run's folder, the folder to draw into. */
  public static void main(String[] args) throws IOException {
    Samples sheets = new Samples("sheets");
    for (int round = 0; round < ROUNDS; round++) {
      double seconds = draw(Path.of(args[0], "model.onnx"), Path.of(args[1]));
      if (round >= WARM_UP) {
        sheets.add(seconds);
      }
    }
    sheets.print();
  }

  private static double draw(Path file, Path folder) throws IOException {
    long start = System.nanoTime();
    OpenedModel opened = Networks.read(file);
    Map<String, Figure> sheets =
        Kernels.article(opened.network(), opened.weights(), Locale.ENGLISH);
    for (Map.Entry<String, Figure> sheet : sheets.entrySet()) {
      Figures.save(sheet.getValue(), folder.resolve(sheet.getKey() + ".png"));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
