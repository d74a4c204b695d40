package io.vitrine.tuning;

import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.operator.ShapeTable;
import java.util.List;
import java.util.Optional;

/**
 * Frees a network from the batch size that it was exported with: target shapes that begin with that
 * number say "what is left" instead.
 */
final class BatchSize {
  /** A batch that no network is exported with. */
  private static final long TRIED = 7;

  private BatchSize() {}

  /**
   * Makes the network take batches of any size.
   *
   * @param fixed the size that the file gives its input
   * @throws IllegalArgumentException where something else in it is made for that size only
   */
  static void free(Draft draft, long fixed) {
    if (isFree(draft)) {
      draft.say("batch.freed", fixed);
      return;
    }
    int changed = 0;
    for (Node node : draft.nodes()) {
      Optional<Parameter> target =
          node.qualifiedOperator().equals("Reshape")
              ? node.input(1).flatMap(draft::parameter)
              : Optional.empty();
      Optional<long[]> freed = target.flatMap(Parameter::constant).flatMap(t -> freed(t, fixed));
      if (freed.isPresent()) {
        long[] sizes = freed.get();
        String name = target.orElseThrow().name();
        draft.put(Parameter.constant(name, Tensor.of(sizes, sizes.length)));
        changed++;
      }
    }
    if (!isFree(draft)) {
      throw draft.error(
          "it was exported for batches of exactly "
              + fixed
              + "; export it with a dynamic batch axis (dynamic_axes or dynamic_shapes in PyTorch)");
    }
    draft.say("batch.reshaped", fixed, changed);
  }

  /** A target shape (fixed, ...) with its first number left to be computed; empty for others. */
  private static Optional<long[]> freed(Tensor target, long fixed) {
    long[] sizes = target.longs();
    if (sizes.length == 0 || sizes[0] != fixed) {
      return Optional.empty();
    }
    boolean computed = java.util.Arrays.stream(sizes).anyMatch(size -> size == -1);
    sizes[0] = computed ? 0 : -1;
    return Optional.of(sizes);
  }

  /** Whether a batch of another size comes out as that size. */
  private static boolean isFree(Draft draft) {
    ShapeTable shapes = draft.shapes(TRIED);
    List<Shape> found =
        draft.outputs().stream().flatMap(output -> shapes.shape(output.name()).stream()).toList();
    return shapes.problems().isEmpty()
        && found.stream().allMatch(shape -> shape.rank() == 0 || sizeOr(shape) == TRIED);
  }

  /** The batch of an output; one that cannot be told counts as the right one. */
  private static long sizeOr(Shape shape) {
    return shape.dim(0).sizeOr(TRIED);
  }
}
