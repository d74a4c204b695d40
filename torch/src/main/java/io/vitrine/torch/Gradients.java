package io.vitrine.torch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Differentiation, and figures of many tensors read at once. */
final class Gradients {
  private Gradients() {}

  /** Runs work that libtorch need not be able to differentiate. */
  @SuppressWarnings("try") // the mode ends with the block
  static <T> T without(Supplier<T> work) {
    try (AutoGradMode off = new AutoGradMode(false)) {
      return work.get();
    }
  }

  static void without(Runnable work) {
    without(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * The gradients of a scalar, each a tensor of its own; an undefined one stands where the scalar
   * does not depend on an input.
   *
   * <p>{@code grad} is used alone: {@code retain_grad} on a captured value would add to it.
   */
  static List<Tensor> of(Tensor score, Tensor[] inputs) {
    TensorVector found =
        torch.grad(
            new TensorVector(score),
            new TensorVector(inputs),
            new TensorVector(),
            new BoolOptional(),
            false,
            true);
    // The vector's elements are freed with it.
    return Arrays.stream(found.get()).map(t -> t.defined() ? t.detach() : new Tensor()).toList();
  }

  /** The mean magnitude of each tensor, 0 for an undefined one. */
  static float[] meanAbs(List<Tensor> tensors) {
    return read(tensors.stream().map(t -> t.defined() ? t.abs().mean() : zero()).toList());
  }

  /** The L2 norm of each tensor. */
  static float[] norms(List<Tensor> tensors) {
    return read(tensors.stream().map(t -> t.norm(new Scalar(2.0))).toList());
  }

  private static Tensor zero() {
    return torch.zeros();
  }

  /** Scalars gathered in one tensor, so that they cross to Java in one copy. */
  private static float[] read(List<Tensor> scalars) {
    float[] figures = new float[scalars.size()];
    if (figures.length > 0) {
      Tensor all = torch.stack(new TensorVector(scalars.toArray(Tensor[]::new)), 0);
      all.to(torch.ScalarType.Float).contiguous().data_ptr_float().get(figures);
    }
    return figures;
  }
}
