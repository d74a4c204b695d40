package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution and the nodes after it that are computed with it, each reading what the one before
 * it made and being the only one that does. Parameters are named by what holds their numbers.
 *
 * @param convolution the convolution
 * @param normalization a batch normalisation by running statistics
 * @param sum an addition of another value
 * @param activation a Relu or a Clip between constants
 */
record Chain(
    Frame.Step convolution,
    Optional<Frame.Step> normalization,
    Optional<Frame.Step> sum,
    Optional<Frame.Step> activation) {

  static Chain of(Frame.Step convolution) {
    return new Chain(convolution, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Chain normalizedBy(Frame.Step step) {
    return new Chain(convolution, Optional.of(step), sum, activation);
  }

  Chain addedBy(Frame.Step step) {
    return new Chain(convolution, normalization, Optional.of(step), activation);
  }

  Chain activatedBy(Frame.Step step) {
    return new Chain(convolution, normalization, sum, Optional.of(step));
  }

  /** Whether a batch normalisation may follow. */
  boolean isBare() {
    return normalization.isEmpty() && !isSummed();
  }

  /** Whether an addition may not follow any more. */
  boolean isSummed() {
    return sum.isPresent() || activation.isPresent();
  }

  /** The nodes in running order. */
  List<Frame.Step> steps() {
    return Stream.of(Optional.of(convolution), normalization, sum, activation)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The value that the last node makes. */
  String output() {
    List<Frame.Step> steps = steps();
    return steps.get(steps.size() - 1).context().node().output();
  }

  /** The values between the nodes. */
  List<String> between() {
    List<Frame.Step> steps = steps();
    return steps.subList(0, steps.size() - 1).stream()
        .map(step -> step.context().node().output())
        .toList();
  }

  /** What is added, where something is. */
  Optional<String> other() {
    String own = normalization.orElse(convolution).context().node().output();
    return sum.map(
        step -> {
          List<String> inputs = step.context().node().inputs();
          return inputs.get(0).equals(own) ? inputs.get(1) : inputs.get(0);
        });
  }

  /** One node in the place of all: it reads what they read of others and makes the last value. */
  Node node() {
    List<String> inputs = new ArrayList<>();
    List<String> between = between();
    for (Frame.Step step : steps()) {
      step.context().node().inputs().stream()
          .filter(name -> !between.contains(name))
          .forEach(inputs::add);
    }
    Node first = convolution.context().node();
    return new Node(
        first.name(),
        first.domain(),
        first.operator(),
        inputs,
        List.of(output()),
        first.attributes());
  }
}
