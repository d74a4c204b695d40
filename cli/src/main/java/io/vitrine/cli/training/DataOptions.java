package io.vitrine.cli.training;

import io.vitrine.data.DataFolder;
import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.mnist.Mnist;
import io.vitrine.train.TrainingData;
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

  /** The images, brought to a format. */
  TrainingData load(long seed, ImageFormat format) throws IOException {
    TrainingData limited = data == null ? mnist(format) : limited(folder(data, format));
    return validation == 0 ? limited : limited.holdingOut(validation, seed);
  }

  /** As many as are asked for are made larger, not all. */
  private TrainingData mnist(ImageFormat format) {
    return new TrainingData(
        limited(Mnist.training(), limit).as(format),
        Optional.empty(),
        Optional.of(limited(Mnist.test(), testLimit).as(format)),
        Preprocessing.HALF);
  }

  private TrainingData limited(TrainingData found) {
    return new TrainingData(
        limited(found.training(), limit),
        found.validation(),
        found.test().map(test -> limited(test, testLimit)),
        found.preprocessing());
  }

  private static TrainingData folder(Path data, ImageFormat format) throws IOException {
    DataFolder folder = DataFolder.read(data, format);
    for (DataFolder.Problem problem : folder.problems()) {
      System.err.println("warning: not used: " + problem.message());
    }
    return new TrainingData(
        folder.training(), folder.validation(), folder.test(), Preprocessing.HALF);
  }

  private static Dataset limited(Dataset data, @Nullable Integer count) {
    return count == null ? data : data.limit(count);
  }
}
