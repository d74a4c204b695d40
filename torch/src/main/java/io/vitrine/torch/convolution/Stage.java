package io.vitrine.torch.convolution;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution of a pipeline with what follows it.
 *
 * @param input the images that it reads
 * @param addend what is added to its sums
 * @param output what it makes
 * @param geometry where its window lies
 * @param activation what is done to the sums at last
 */
public record Stage(
    String input,
    Optional<String> addend,
    String output,
    Geometry geometry,
    Activation activation) {

  /** The values that it reads. */
  public List<String> read() {
    return Stream.concat(Stream.of(input), addend.stream()).toList();
  }
}
