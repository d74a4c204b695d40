package io.vitrine.cli;

import io.vitrine.formats.Networks;
import io.vitrine.formats.WeightMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that give a network the weights of a file. */
final class WeightsOptions {
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

  /**
   * A network with the weights of the file, or as it is where none is given. Standard error says
   * what fits.
   *
   * @throws IllegalArgumentException where nothing fits, or not everything does and that was not
   *     allowed
   */
  Subject on(Subject subject, Locale language) throws IOException {
    if (file == null) {
      return subject;
    }
    WeightMatch match = WeightMatch.of(subject.requireStructure().network(), Networks.read(file));
    match.describe(language).forEach(System.err::println);
    if (match.matched().isEmpty()) {
      throw new IllegalArgumentException(
          "nothing in " + file + " fits " + subject.network().name());
    }
    if (!partial && !match.isExact()) {
      throw new IllegalArgumentException(
          file
              + " does not fit "
              + subject.network().name()
              + " in full; --partial takes what fits");
    }
    return new Subject(subject.network(), match.weights());
  }
}
