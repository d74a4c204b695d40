package io.vitrine.torch.convolution;

import io.vitrine.torch.call.NativeOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;

/**
 * The kernels of a convolution in the order in which oneDNN reads them for images of one size, and
 * the arguments that stay the same from call to call. Holds native memory.
 */
public final class PackedConvolution implements AutoCloseable {
  private static final Optional<NativeOperator> REORDER =
      NativeOperator.find("mkldnn::_reorder_convolution_weight", "");
  private static final Optional<NativeOperator> CONVOLVE =
      NativeOperator.find("mkldnn::_convolution_pointwise", "");

  private final long[] image;
  private final Gain gain;

  /** The arguments, an empty place for the images before them. */
  private final IValueVector arguments;

  private final IValueVector stack;

  /**
   * Packs kernels.
   *
   * @param kernels (F, C / groups, height, width) and biases (F), a batch normalisation in them
   * @param image the sizes of the images (N, C, H, W), or of rows (N, C)
   * @param activation what is done to the sums
   */
  public PackedConvolution(
      Kernels kernels, Geometry geometry, long[] image, Activation activation) {
    this.image = image.clone();
    this.gain = Gain.of(kernels);
    IValue stride = NativeOperator.integers(geometry.strides());
    IValue padding = NativeOperator.integers(geometry.paddings());
    IValue dilation = NativeOperator.integers(geometry.dilations());
    IValue groups = new IValue(geometry.groups());
    Tensor packed =
        REORDER
            .orElseThrow()
            .call(
                new IValue(kernels.weight()),
                padding,
                stride,
                dilation,
                groups,
                NativeOperator.integers(ofFourAxes(image)));
    List<IValue> all = new ArrayList<>();
    Collections.addAll(all, new IValue(), new IValue(packed), new IValue(kernels.bias()));
    Collections.addAll(all, padding, stride, dilation, groups);
    Collections.addAll(all, activation.arguments());
    this.arguments = new IValueVector(all.toArray(IValue[]::new)).retainReference();
    this.stack = new IValueVector().retainReference();
  }

  /** oneDNN reads four sizes without asking how many there are. */
  private static long[] ofFourAxes(long[] sizes) {
    long[] all = Arrays.copyOf(sizes, 4);
    Arrays.fill(all, sizes.length, all.length, 1);
    return all;
  }

  /** Whether this build of libtorch has what is needed. */
  public static boolean isAvailable() {
    return REORDER.isPresent() && CONVOLVE.isPresent();
  }

  /** Whether it is packed for images of these sizes. */
  public boolean isFor(long[] sizes) {
    return Arrays.equals(image, sizes);
  }

  /** How large its sums can be. */
  public Gain gain() {
    return gain;
  }

  /** Convolves images (N, C, H, W), channels last. */
  public Tensor call(Tensor images) {
    stack.put(arguments);
    stack.put(0, new IValue(images));
    return CONVOLVE.orElseThrow().callOneDnn(stack);
  }

  @Override
  public void close() {
    arguments.releaseReference();
    stack.releaseReference();
  }
}
