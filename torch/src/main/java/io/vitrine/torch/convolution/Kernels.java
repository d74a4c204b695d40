package io.vitrine.torch.convolution;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The numbers of a convolution, a batch normalisation after it worked into them: kernels times
 * {@code gamma / sqrt(variance + epsilon)} and biases to match (in 64 bits, then rounded).
 *
 * @param weight (F, C / groups, height, width)
 * @param bias (F)
 */
public record Kernels(Tensor weight, Tensor bias) {

  public static Kernels of(Tensor weight, Optional<Tensor> bias) {
    return new Kernels(
        weight.detach().contiguous(),
        bias.map(Tensor::detach).orElseGet(() -> torch.zeros(weight.size(0))));
  }

  /**
   * Works a batch normalisation in.
   *
   * @param parameters scale, shift, running mean and running variance, each (F)
   */
  public Kernels normalized(List<Tensor> parameters, double epsilon) {
    List<Tensor> wide = parameters.stream().map(Kernels::wide).toList();
    Tensor scale = wide.get(0).div(wide.get(3).add(new Scalar(epsilon)).sqrt());
    Tensor shifted = wide(bias).sub(wide.get(2)).mul(scale).add(wide.get(1));
    Tensor scaled = wide(weight).mul(scale.reshape(-1, 1, 1, 1));
    return new Kernels(
        scaled.to(ScalarType.Float).contiguous(), shifted.to(ScalarType.Float).contiguous());
  }

  /**
   * Normalises sums (N, F, height, width) in their own memory, as the node does.
   *
   * @param parameters scale, shift, running mean and running variance, each (F)
   */
  public static void normalize(Tensor sums, List<Tensor> parameters, double epsilon) {
    TensorOptional[] given =
        parameters.stream().map(TensorOptional::new).toArray(TensorOptional[]::new);
    Tensor unused = torch.empty(0);
    torch.native_batch_norm_out(
        sums, unused, unused, sums, given[0], given[1], given[2], given[3], false, 0, epsilon);
  }

  private static Tensor wide(Tensor tensor) {
    return tensor.detach().to(ScalarType.Double);
  }

  /** How much larger a sum can be than the largest number that it is made of. */
  double gain() {
    return weight.abs().reshape(weight.size(0), -1).sum(1).max().item_double();
  }

  double offset() {
    return bias.abs().max().item_double();
  }
}
