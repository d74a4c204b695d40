package io.vitrine.tuning;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An opened network ready to be trained as a classifier of images.
 *
 * @param saved the network as it is kept: what the file holds, but taking images (N, C, H, W) of
 *     any number
 * @param trained the same with the values that the loss takes, logits (N, K), as its only output
 * @param weights the numbers of the parameters of both
 * @param frozen the parameters that training leaves alone, statistics among them
 * @param remarks what was changed and what cannot be put back, in order
 */
public record Tuning(
    Network saved, Network trained, Weights weights, Set<String> frozen, List<Remark> remarks) {
  public Tuning {
    frozen = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(frozen));
    remarks = List.copyOf(remarks);
  }

  /** A network that is trained as it is. */
  public static Tuning untouched(Network network, Weights weights) {
    return new Tuning(network, network, weights, Set.of(), List.of());
  }

  /**
   * What images must be brought to for a network.
   *
   * @param found how the images are, which counts where the network leaves it open
   * @throws IllegalArgumentException where the network takes no images
   */
  public static ImageFormat format(Network network, ImageFormat found) {
    return ImageInput.of(network, found).format(found);
  }

  /**
   * Makes a network ready.
   *
   * @param images the format that {@link #format} gave
   * @param classes how many classes the images have
   * @throws IllegalArgumentException where it takes no images, does not give one number a class, or
   *     holds no numbers
   */
  public static Tuning of(
      Network network, Weights weights, ImageFormat images, int classes, TuningOptions options) {
    requireNumbers(network, weights);
    ImageInput input = ImageInput.of(network, images);
    requireFormat(network, input.format(images), images);
    Draft draft = new Draft(network, weights);
    input.adapt(draft, images);
    ImageInput.fixedBatch(network).ifPresent(fixed -> BatchSize.free(draft, fixed));
    TrainingForm.restore(draft);
    String logits = Answer.of(draft);
    if (options.head() == TuningOptions.Head.NEW) {
      LastLayer.replace(draft, logits, classes, options.seed());
    }
    List<Value> outputs = typed(draft);
    String rows = Answer.inRows(draft, logits);
    requireClasses(draft, rows, classes);
    Network trained =
        draft.network(List.of(Value.of(rows, ElementType.FLOAT32, Shape.batchOf(classes))));
    Set<String> frozen = Freezing.of(draft, trained, options.freeze());
    return new Tuning(draft.network(outputs), trained, draft.weights(), frozen, draft.remarks());
  }

  private static void requireFormat(Network network, ImageFormat wanted, ImageFormat found) {
    if (!wanted.equals(found)) {
      throw new IllegalArgumentException(
          network.name()
              + " takes images of another format: expected "
              + wanted
              + ", found "
              + found);
    }
  }

  private static void requireNumbers(Network network, Weights weights) {
    if (network.nodes().isEmpty()) {
      throw new IllegalArgumentException(
          network.name()
              + " holds weights without structure; name the network too, with --weights");
    }
    List<String> missing =
        network.parameters().stream()
            .filter(parameter -> parameter.constant().isEmpty())
            .map(parameter -> parameter.name())
            .filter(name -> !weights.names().contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          network.name()
              + " comes without the numbers of "
              + missing.size()
              + " parameters, such as "
              + missing.get(0)
              + "; give a file that holds them, or its weights by --weights");
    }
  }

  private static void requireClasses(Draft draft, String logits, int classes) {
    ShapeTable shapes = draft.shapes(2);
    if (!shapes.problems().isEmpty()) {
      throw draft.error("images of this size do not fit: " + shapes.problems().get(0));
    }
    Optional<Shape> found = shapes.shape(logits);
    long count = found.map(shape -> shape.size(1)).orElse(-1L);
    if (count >= 0 && count != classes) {
      throw draft.error(
          "it tells "
              + count
              + " classes apart and the images have "
              + classes
              + "; replace its last layer by a new one with --new-head");
    }
  }

  /** The outputs with the shapes that follow from the input, since the file's may say otherwise. */
  private static List<Value> typed(Draft draft) {
    ShapeTable one = draft.shapes(1);
    ShapeTable two = draft.shapes(2);
    List<Value> outputs = new ArrayList<>();
    for (Value output : draft.outputs()) {
      ElementType elements =
          output.type() instanceof ValueType.OfTensor tensor
              ? tensor.elements()
              : ElementType.FLOAT32;
      Optional<Shape> shape =
          one.shape(output.name())
              .flatMap(a -> two.shape(output.name()).map(b -> ofAnyBatch(a, b)));
      outputs.add(
          new Value(
              output.name(),
              shape
                  .map(known -> ValueType.tensor(elements, known))
                  .orElseGet(() -> ValueType.tensor(elements))));
    }
    return outputs;
  }

  private static Shape ofAnyBatch(Shape one, Shape two) {
    boolean batched = one.rank() > 0 && one.rank() == two.rank() && !one.dim(0).equals(two.dim(0));
    return batched ? one.with(0, Dim.symbol("N")) : one;
  }
}
