package io.vitrine.cli.training;

import io.vitrine.data.DataFolder;
import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.Resampling;
import io.vitrine.mnist.Mnist;
import io.vitrine.train.TrainingData;
import io.vitrine.zoo.ImageTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose images. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder of IDX files (as MNIST's), or of images with a sub-folder a class (the MNIST that ships).")
  @Nullable Path data;

  @Option(names = "--limit", paramLabel = "N", description = "Train on the first N images only.")
  Integer limit;

  @Option(
      names = "--test-limit",
      paramLabel = "N",
      description = "Test on the first N images only.")
  Integer testLimit;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the training images held out for validation, 0 to less than 1 (${DEFAULT-VALUE}).")
  double validation;

  static DataOptions of(int limit, int testLimit) {
    DataOptions options = new DataOptions();
    options.limit = limit;
    options.testLimit = testLimit;
    return options;
  }

  /** The images, brought to the network's usual height and width. */
  TrainingData load(long seed, ImageTask task) throws IOException {
    TrainingData found = data == null ? mnist(task) : folder(data, task);
    TrainingData limited =
        new TrainingData(
            limited(found.training(), limit),
            found.validation(),
            found.test().map(test -> limited(test, testLimit)),
            found.preprocessing());
    return validation == 0 ? limited : limited.holdingOut(validation, seed);
  }

  private static TrainingData mnist(ImageTask task) {
    return new TrainingData(
        sized(Mnist.training(), task),
        Optional.empty(),
        Optional.of(sized(Mnist.test(), task)),
        Preprocessing.HALF);
  }

  private static TrainingData folder(Path data, ImageTask task) throws IOException {
    DataFolder folder = DataFolder.read(data, ImageFormat.of(task.height(), task.width()));
    for (DataFolder.Problem problem : folder.problems()) {
      System.err.println("warning: not used: " + problem.message());
    }
    return new TrainingData(
        folder.training(), folder.validation(), folder.test(), Preprocessing.HALF);
  }

  private static Dataset limited(Dataset data, @Nullable Integer count) {
    return count == null ? data : data.limit(count);
  }

  private static Dataset sized(Dataset data, ImageTask task) {
    return data.resized(task.height(), task.width(), Resampling.PILLOW);
  }
}
