package io.vitrine.cli.training;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.train.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a training that {@code train} and {@code demo} share. */
final class TrainingOptions {
  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Images a step (${DEFAULT-VALUE}).")
  int batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Kind optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate: 0.01 for sgd, 0.001 for adam and adamw.")
  Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      defaultValue = "0.5",
      description = "Of sgd (${DEFAULT-VALUE}).")
  double momentum;

  @Option(names = "--weight-decay", paramLabel = "D", description = "0, for adamw 0.01.")
  Double weightDecay;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}): bf16 where the processor has it, else fp32.")
  Precision precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "0 chooses (${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "3",
      description = "Makes a run repeatable (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--article-eval",
      description =
          "Test as the article did: dropout on, batch norm moved by test images. Its numbers are not comparable.")
  boolean articleEvaluation;

  @Option(names = "--open", description = "Open the report in the browser at the end.")
  boolean open;

  @Option(
      names = "--json",
      description = "Print the files, status and last epoch as JSON instead of the report's file.")
  boolean json;

  TrainingJob.Closing closing() {
    return new TrainingJob.Closing(json, open);
  }

  /** The optimisers there are. */
  enum Kind {
    SGD,
    ADAM,
    ADAMW
  }

  Recipe recipe(int usualEpochs) {
    return Recipe.defaults()
        .epochs(epochs == null ? usualEpochs : epochs)
        .batchSize(batch)
        .optimizer(chosenOptimizer())
        .seed(seed)
        .evaluation(articleEvaluation ? Mode.TRAINING : Mode.EVALUATION);
  }

  private Optimizer chosenOptimizer() {
    double decay = orElse(weightDecay, optimizer == Kind.ADAMW ? 0.01 : 0);
    double rate = orElse(learningRate, optimizer == Kind.SGD ? 0.01 : 0.001);
    return switch (optimizer) {
      case SGD -> new Optimizer.Sgd(rate, momentum, decay);
      case ADAM -> new Optimizer.Adam(rate, 0.9, 0.999, 1e-8, decay);
      case ADAMW -> new Optimizer.AdamW(rate, 0.9, 0.999, 1e-8, decay);
    };
  }

  private static double orElse(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }

  EngineOptions engine() {
    return new EngineOptions(threads, precision, seed);
  }
}
