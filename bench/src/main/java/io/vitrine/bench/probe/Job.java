package io.vitrine.bench.probe;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.Resampling;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.mnist.Mnist;
import io.vitrine.model.Network;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunWriter;
import io.vitrine.torch.TorchEngine;
import io.vitrine.train.Recipe;
import io.vitrine.train.RunRecorder;
import io.vitrine.train.TrainingData;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The article's training: its network, its recipe, its images. */
final class Job {
  private Job() {}

  static Network network() {
    return Zoo.vgg16(1, 32, 32, 10);
  }

  static Engine engine(int threads) {
    return TorchEngine.open(EngineOptions.defaults().withThreads(threads));
  }

  /** The first images of MNIST. */
  static TrainingData data(int images) {
    return new TrainingData(
        sized(Mnist.training().limit(images)),
        Optional.empty(),
        Optional.empty(),
        Preprocessing.HALF);
  }

  /** The first images of MNIST to train and to test on. */
  static TrainingData data(int images, int tested) {
    TrainingData training = data(images);
    return new TrainingData(
        training.training(),
        training.validation(),
        Optional.of(sized(Mnist.test().limit(tested))),
        training.preprocessing());
  }

  private static Dataset sized(Dataset images) {
    return images.resized(32, 32, Resampling.PILLOW);
  }

  /** Records as {@code vitrine train} does. */
  static RunRecorder recorder(
      RunWriter writer, Engine engine, Model model, Recipe recipe, TrainingData data)
      throws IOException {
    return RunRecorder.of(
        writer,
        RunInfo.start(
            recipe.toMap(),
            recipe.seed(),
            model.precision().name().toLowerCase(Locale.ROOT),
            engine.options().threads(),
            engine.description(),
            data.digests()));
  }
}
