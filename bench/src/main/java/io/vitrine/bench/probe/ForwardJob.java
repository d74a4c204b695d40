package io.vitrine.bench.probe;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Tensor;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** A network of a file that looks at images (N, 3, 224, 224), in 32-bit floats. */
final class ForwardJob implements AutoCloseable {
  private static final int SIDE = 224;

  private final Engine engine;
  private final Model model;
  private final Tensor images;

  private ForwardJob(Engine engine, Model model, Tensor images) {
    this.engine = engine;
    this.model = model;
    this.images = images;
  }

  static ForwardJob open(Path file, int batch, int threads) throws IOException {
    OpenedModel opened = Networks.read(file);
    Engine engine = engine(threads);
    Model model = engine.load(opened.network(), opened.weights());
    return new ForwardJob(engine, model, images(batch));
  }

  static Engine engine(int threads) {
    return TorchEngine.open(
        EngineOptions.defaults().withThreads(threads).withPrecision(Precision.FP32));
  }

  private static Tensor images(int batch) {
    Random random = new Random(0);
    float[] pixels = new float[batch * 3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return Tensor.of(pixels, batch, 3, SIDE, SIDE);
  }

  String description() {
    return engine.description();
  }

  Model model() {
    return model;
  }

  Tensor images() {
    return images;
  }

  @Override
  public void close() {
    model.close();
    engine.close();
  }
}
