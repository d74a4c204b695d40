package io.vitrine.bench.probe;

import io.vitrine.run.Run;
import io.vitrine.run.RunWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Records numbers under 60 tags in turns, as a training does. Prints microseconds a number, from
 * the first to the closed file ({@code scalar}).
 */
public final class ScalarProbe {
  private static final int TAGS = 60;
  private static final int STEPS = 10_000;
  private static final int ROUNDS = 12;
  private static final int WARM_UP = 3;

  private ScalarProbe() {}

  /** Argument: the folder to record in. */
  public static void main(String[] args) throws IOException {
    Samples scalar = new Samples("scalar");
    for (int round = 0; round < ROUNDS; round++) {
      double micros = record(Path.of(args[0], "run" + round));
      if (round >= WARM_UP) {
        scalar.add(micros);
      }
    }
    scalar.print();
  }

  private static double record(Path folder) throws IOException {
    String[] tags = new String[TAGS];
    for (int i = 0; i < TAGS; i++) {
      tags[i] = "gradients/mean_abs/layer" + i + ".weight";
    }
    long start = System.nanoTime();
    try (RunWriter run = Run.create(folder)) {
      for (int step = 1; step <= STEPS; step++) {
        for (String tag : tags) {
          run.scalar(tag, step, 1.0 / step);
        }
      }
    }
    return (System.nanoTime() - start) / 1e3 / ((double) TAGS * STEPS);
  }
}
