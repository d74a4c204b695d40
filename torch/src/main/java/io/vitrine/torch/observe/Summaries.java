package io.vitrine.torch.observe;

import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.engine.trace.NumberSummary;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.NativeTensors;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
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

  /** Shorter ones are not worth a thread. */
  private static final long SHORTEST_ROW = 1 << 15;

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
    long count = given.numel();
    if (count == 0) {
      return Optional.of(new NumberSummary(shape, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    Tensor tensor = inRows(real(given.detach()), count);
    T_TensorTensor_T ends = torch.aminmax(tensor);
    double min = ends.get0().item_double();
    double max = ends.get1().item_double();
    double mean = tensor.sum().item_double() / count;
    return Optional.of(new NumberSummary(shape, min, max, mean, deviation(tensor, mean, count)));
  }

  /** Zeros, NaN and infinities; the last two are counted only where an end of the range is one. */
  static Optional<NumberCounts> counts(Tensor given) {
    if (given.is_complex()) {
      return Optional.empty();
    }
    Shape shape = NativeTensors.shape(given);
    long count = given.numel();
    if (count == 0) {
      return Optional.of(new NumberCounts(shape, 0, 0, 0));
    }
    Tensor tensor = given.detach();
    Tensor wide = tensor.is_floating_point() ? NativeTensors.wide(tensor) : tensor;
    long zeros = count - wide.count_nonzero(new LongOptional()).item_long();
    if (!tensor.is_floating_point() || isFinite(wide)) {
      return Optional.of(new NumberCounts(shape, zeros, 0, 0));
    }
    long nan = wide.isnan().sum().item_long();
    long infinite = wide.isinf().sum().item_long();
    return Optional.of(new NumberCounts(shape, zeros, nan, infinite));
  }

  private static boolean isFinite(Tensor floats) {
    T_TensorTensor_T ends = torch.aminmax(floats);
    return Double.isFinite(ends.get0().item_double()) && Double.isFinite(ends.get1().item_double());
  }

  /**
   * The numbers in the order in which they lie, so that nothing is copied to read them, in one row
   * a thread: libtorch takes a row's norm on one thread.
   */
  private static Tensor inRows(Tensor tensor, long count) {
    Tensor dense = isDense(tensor) ? tensor : tensor.contiguous();
    long rows = 1;
    while (rows < torch.get_num_threads()
        && count % (2 * rows) == 0
        && count / (2 * rows) >= SHORTEST_ROW) {
      rows *= 2;
    }
    return dense.as_strided(new long[] {rows, count / rows}, new long[] {count / rows, 1});
  }

  private static boolean isDense(Tensor tensor) {
    return tensor.is_contiguous()
        || (tensor.dim() == 4 && tensor.is_contiguous(MemoryFormat.ChannelsLast));
  }

  /** In 64 bits where it is of whole numbers, which 32-bit floats do not hold all. */
  private static Tensor real(Tensor tensor) {
    return tensor.is_floating_point() ? NativeTensors.wide(tensor) : tensor.to(ScalarType.Double);
  }

  private static double deviation(Tensor tensor, double mean, long count) {
    Tensor norms = torch.norm(tensor, new ScalarOptional(new Scalar(2.0)), new long[] {1}, false);
    double norm = (norms.numel() == 1 ? norms : norms.norm(new Scalar(2.0))).item_double();
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
