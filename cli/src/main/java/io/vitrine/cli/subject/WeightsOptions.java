package io.vitrine.cli.subject;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.WeightMatch;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that give a network the weights of a file. */
public final class WeightsOptions {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Weights for the network from a PyTorch, safetensors, NumPy or ONNX file, by name and shape.")
  @Nullable Path file;

  @Option(
      names = "--partial",
      description = "With --weights: take what fits; without it, everything must.")
  boolean partial;

  /** Whether a file is given. */
  public boolean isGiven() {
    return file != null;
  }

  /**
   * What a command looks at, with the weights of the file, or as it is where none is given. A
   * network of the zoo is built for the channels and classes of the weights. Standard error says
   * what fits.
   *
   * @throws IllegalArgumentException where nothing fits, or not everything does and that was not
   *     allowed
   */
  public Subject on(String text, Locale language) throws IOException {
    Subject subject = Subject.of(text);
    if (file == null) {
      return subject;
    }
    OpenedModel weights = Networks.read(file);
    WeightMatch match = WeightMatch.of(subject.requireStructure().network(), weights);
    Optional<ImageTask> task =
        Zoo.names().contains(text) ? ZooTask.of(match, Zoo.usualTask(text)) : Optional.empty();
    return task.isPresent()
        ? taken(WeightMatch.of(Subject.of(text, task.get()).network(), weights), language)
        : taken(match, language);
  }

  /** A network that is already built, with the weights of the file. */
  public Subject on(Subject subject, Locale language) throws IOException {
    return file == null
        ? subject
        : taken(
            WeightMatch.of(subject.requireStructure().network(), Networks.read(file)), language);
  }

  private Subject taken(WeightMatch match, Locale language) {
    match.describe(language).forEach(System.err::println);
    String name = match.network().name();
    if (match.matched().isEmpty()) {
      throw new IllegalArgumentException("nothing in " + file + " fits " + name);
    }
    if (!partial && !match.isExact()) {
      throw new IllegalArgumentException(
          file + " does not fit " + name + " in full; --partial takes what fits");
    }
    return new Subject(match.network(), match.weights());
  }
}
