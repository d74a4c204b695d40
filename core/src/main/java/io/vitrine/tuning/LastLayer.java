package io.vitrine.tuning;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The layer that gives a number for each class: the last matrix product or convolution before the
 * output, with its bias.
 */
final class LastLayer {
  /** Nodes behind it that keep the classes apart. */
  private static final Set<String> PASSING =
      Set.of(
          "Identity",
          "Flatten",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Cast",
          "Dropout",
          "ReduceMean",
          "LogSoftmax");

  private final Draft draft;
  private final int classes;
  private final SplittableRandom random;
  private long replaced = -1;

  private LastLayer(Draft draft, int classes, long seed) {
    this.draft = draft;
    this.classes = classes;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Replaces it by one for so many classes, drawn as PyTorch draws new layers: weights and biases
   * uniformly from -b to b, b = 1 / sqrt(fan in).
   *
   * @throws IllegalArgumentException where the network does not end in a layer that can be replaced
   */
  static void replace(Draft draft, String logits, int classes, long seed) {
    new LastLayer(draft, classes, seed).replace(logits);
  }

  private void replace(String logits) {
    String value = logits;
    Optional<Parameter> bias = Optional.empty();
    while (true) {
      String sought = value;
      Node node =
          draft
              .producer(value)
              .orElseThrow(() -> refused("nothing before '" + sought + "' has weights"));
      boolean adds = node.qualifiedOperator().equals("Add") && bias.isEmpty();
      if (adds && node.inputs().stream().anyMatch(input -> learned(input).isPresent())) {
        int at = learned(node.inputs().get(0)).isPresent() ? 0 : 1;
        bias = learned(node.inputs().get(at));
        value = node.inputs().get(1 - at);
      } else if (passes(node)) {
        retarget(node);
        value = node.inputs().get(0);
      } else {
        layer(node, bias);
        return;
      }
    }
  }

  private Optional<Parameter> learned(String input) {
    return draft.parameter(input).filter(parameter -> parameter.constant().isEmpty());
  }

  private static boolean passes(Node node) {
    Category category = Operators.category(node);
    return PASSING.contains(node.qualifiedOperator())
        || category == Category.ACTIVATION
        || category == Category.POOLING;
  }

  /** A target shape that names the number of classes is left to be computed where it can be. */
  private void retarget(Node node) {
    if (!node.qualifiedOperator().equals("Reshape")) {
      return;
    }
    node.input(1)
        .flatMap(draft::parameter)
        .filter(parameter -> parameter.constant().isPresent())
        .ifPresent(
            parameter -> {
              long[] sizes = parameter.constant().orElseThrow().longs();
              long old = draft.shapes(2).outputShape(node).map(shape -> shape.size(1)).orElse(-1L);
              long[] changed =
                  Arrays.stream(sizes)
                      .map(size -> size == old && old > 1 ? classes : size)
                      .toArray();
              draft.put(Parameter.constant(parameter.name(), Tensor.of(changed, changed.length)));
            });
  }

  private void layer(Node node, Optional<Parameter> added) {
    Optional<String> weight = node.input(1);
    boolean turned = false;
    Optional<Node> turning =
        weight.flatMap(draft::producer).filter(n -> n.qualifiedOperator().equals("Transpose"));
    if (turning.isPresent()) {
      weight = turning.get().input(0);
      turned = true;
    }
    Parameter kernels =
        weight
            .flatMap(this::learned)
            .orElseThrow(
                () -> refused("the last layer, " + node.name() + ", has no weight of its own"));
    int axis =
        switch (node.qualifiedOperator()) {
          case "Gemm" -> (node.intOr("transB", 0) == 1) != turned ? 0 : 1;
          case "MatMul" -> turned ? 0 : 1;
          case "Conv" -> 0;
          default ->
              throw refused(
                  "the last layer is " + node.name() + " (" + node.qualifiedOperator() + ")");
        };
    boolean product = !node.qualifiedOperator().equals("Conv");
    if ((product && kernels.shape().rank() != 2) || node.intOr("group", 1) != 1) {
      throw refused(node.name() + " has the weight " + kernels.shape());
    }
    replaced = kernels.shape().size(axis);
    long fanIn = kernels.count() / Math.max(1, replaced);
    draw(kernels, axis, fanIn);
    Optional<Parameter> bias = added.isPresent() ? added : node.input(2).flatMap(this::learned);
    bias.ifPresent(parameter -> draw(parameter, classAxis(parameter), fanIn));
    draft.say("head.replaced", node.name(), replaced, classes);
  }

  private int classAxis(Parameter bias) {
    for (int axis = bias.shape().rank() - 1; axis >= 0; axis--) {
      if (bias.shape().size(axis) == replaced) {
        return axis;
      }
    }
    throw refused("its bias " + bias.name() + " " + bias.shape() + " is not one number a class");
  }

  private void draw(Parameter parameter, int axis, long fanIn) {
    if (draft.readers(parameter.name()).count() != 1) {
      throw refused(parameter.name() + " is read by other layers too");
    }
    Shape shape = parameter.shape().with(axis, Dim.of(classes));
    double bound = 1 / Math.sqrt((double) Math.max(1, fanIn));
    float[] numbers = new float[Math.toIntExact(shape.elements().orElseThrow())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
    }
    draft.put(
        Parameter.of(parameter.name(), ElementType.FLOAT32, shape),
        Tensor.of(numbers, shape.sizes()));
  }

  private IllegalArgumentException refused(String why) {
    return draft.error(
        "the last layer cannot be replaced: "
            + why
            + "; a Gemm, MatMul or Conv with a weight of its own can");
  }
}
