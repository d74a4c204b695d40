package io.vitrine.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.interpreter.Sketch;
import io.vitrine.torch.machine.OneDnnLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Runs a few convolutions a dozen times. Prints whether oneDNN's own interface is loaded after the
 * first run and after the last, how many OpenMP runtimes the process has, and how far the last
 * result is from the first.
 */
final class PipelineProbe {
  private PipelineProbe() {}

  public static void main(String[] args) throws IOException {
    Sketch sketch = new Sketch(new Random(1));
    String made = "x";
    for (int i = 0; i < 5; i++) {
      made = sketch.convolution(made, Sketch.Sizes.keeping(new Random(1), 32), true);
    }
    Tensor images = OneNode.random(1, 32, 16, 16);
    EngineOptions options = EngineOptions.defaults().withThreads(2).withPrecision(Precision.FP32);
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(sketch.network(made), Weights.of(sketch.weights()))) {
      Tensor first = model.run(images, Request.forward()).tensor(made);
      System.out.println("loaded at first " + mapped("libdnnl"));
      for (int i = 0; i < 11; i++) {
        model.run(images, Request.forward());
      }
      Tensor last = model.run(images, Request.forward()).tensor(made);
      System.out.println("loaded at last " + mapped("libdnnl"));
      System.out.println("runtimes " + mapped("libgomp"));
      System.out.println("equal " + isClose(first, last));
      System.out.println("present " + OneDnnLibrary.isPresent());
    }
  }

  /** How many files of such a name are in the process's memory, as Linux lists it. */
  private static long mapped(String name) throws IOException {
    Path maps = Path.of("/proc/self/maps");
    return Files.isReadable(maps)
        ? Files.readString(maps, UTF_8)
            .lines()
            .filter(line -> line.contains(name))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .count()
        : -1;
  }

  private static boolean isClose(Tensor one, Tensor other) {
    float scale = 1;
    float worst = 0;
    for (int i = 0; i < one.count(); i++) {
      scale = Math.max(scale, Math.abs(one.floatAt(i)));
      worst = Math.max(worst, Math.abs(one.floatAt(i) - other.floatAt(i)));
    }
    return worst <= 1e-5f * scale;
  }
}
