package io.vitrine.cli.subject;

import io.vitrine.formats.WeightMatch;
import io.vitrine.formats.WeightMatch.Difference;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.zoo.ImageTask;
import java.util.List;
import java.util.Optional;

/**
 * What a network of the zoo must take and give so that weights fit it: the channels are those of
 * the first weight's input, the classes those of the last one's output.
 */
final class ZooTask {
  private ZooTask() {}

  /** The task that weights were trained for, empty where they fit the task given as well. */
  static Optional<ImageTask> of(WeightMatch match, ImageTask given) {
    List<Parameter> weights =
        match.network().parameters().stream().filter(p -> p.shape().rank() >= 2).toList();
    if (weights.isEmpty()) {
      return Optional.empty();
    }
    Shape first = found(match, weights.get(0));
    Shape last = found(match, weights.get(weights.size() - 1));
    boolean images = first.rank() == 4 && last.rank() == 2;
    long channels = images ? first.size(1) : given.channels();
    long classes = last.rank() == 2 ? last.size(0) : given.classes();
    boolean same = channels == given.channels() && classes == given.classes();
    return same || !isSmall(channels) || !isSmall(classes)
        ? Optional.empty()
        : Optional.of(new ImageTask((int) channels, given.height(), given.width(), (int) classes));
  }

  private static boolean isSmall(long size) {
    return size >= 1 && size <= 1 << 20;
  }

  private static Shape found(WeightMatch match, Parameter parameter) {
    return match.differing().stream()
        .filter(difference -> difference.parameter().equals(parameter.name()))
        .map(Difference::found)
        .findFirst()
        .orElse(parameter.shape());
  }
}
