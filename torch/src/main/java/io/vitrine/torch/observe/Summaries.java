package io.vitrine.torch.observe;

import io.vitrine.engine.trace.NumberSummary;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.NativeTensors;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the numbers of native tensors have in common. */
final class Summaries {
  /**
   * Where less than this share of the mean square is variance, it is computed again from distances
   * to the mean: the difference of two nearly equal sums says little.
   */
  private static final double LITTLE = 1e-2;

  private Summaries() {}

  /**
   * Minimum, maximum, mean and deviation in three passes over a tensor of real numbers; the
   * deviation's relative error is about 1e-5.
   */
  static Optional<NumberSummary> of(Tensor given) {
    if (given.is_complex()) {
      return Optional.empty();
    }
    Shape shape = NativeTensors.shape(given);
    Tensor tensor = inOrder(real(given.detach()));
    long count = tensor.numel();
    if (count == 0) {
      return Optional.of(new NumberSummary(shape, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    T_TensorTensor_T ends = torch.aminmax(tensor);
    double min = ends.get0().item_double();
    double max = ends.get1().item_double();
    double mean = tensor.sum().item_double() / count;
    return Optional.of(new NumberSummary(shape, min, max, mean, deviation(tensor, mean, count)));
  }

  /**
   * With the axes in the order in which the numbers lie, so that nothing is copied to read them.
   */
  private static Tensor inOrder(Tensor tensor) {
    return tensor.dim() == 4 && tensor.is_contiguous(MemoryFormat.ChannelsLast)
        ? tensor.permute(0, 2, 3, 1)
        : tensor;
  }

  /** In 64 bits where it is of whole numbers, which 32-bit floats do not hold all. */
  private static Tensor real(Tensor tensor) {
    return tensor.is_floating_point() ? NativeTensors.wide(tensor) : tensor.to(ScalarType.Double);
  }

  private static double deviation(Tensor tensor, double mean, long count) {
    double norm = tensor.norm(new Scalar(2.0)).item_double();
    double square = norm * norm / count;
    double variance = square - mean * mean;
    if (Double.isFinite(variance) && variance >= LITTLE * square) {
      return Math.sqrt(variance);
    }
    Tensor distances = tensor.to(ScalarType.Double).sub(new Scalar(mean));
    double sum = distances.square().sum(new ScalarTypeOptional()).item_double();
    return Math.sqrt(sum / count);
  }
}
