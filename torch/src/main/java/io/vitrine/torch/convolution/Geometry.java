package io.vitrine.torch.convolution;

import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the window of an image convolution lies, for convolutions that oneDNN computes right with
 * images laid out as (N, H, W, C) and kernels in its own order.
 *
 * <p>Those were compared with libtorch's loops over tens of thousands of random shapes
 * (FusedConvolutionIT repeats a part of that): 32-bit floats, forward only, two channels or more,
 * kernels up to 11, strides up to 4, dilations up to 3, and never so much padding that a window
 * lies in it altogether, where oneDNN 3.7.1 reads beyond its memory. Images of one channel are left
 * out: there it errs for uneven strides.
 *
 * @param weight (F, C / groups, kernel height, kernel width)
 * @param stride down and across
 * @param padding before and after, down and across
 * @param dilation down and across
 * @param groups of channels
 */
public record Geometry(
    List<Long> weight, List<Long> stride, List<Long> padding, List<Long> dilation, long groups) {
  private static final long LARGEST_KERNEL = 11;
  private static final long LARGEST_STRIDE = 4;
  private static final long LARGEST_DILATION = 3;

  public Geometry {
    weight = List.copyOf(weight);
    stride = List.copyOf(stride);
    padding = List.copyOf(padding);
    dilation = List.copyOf(dilation);
  }

  /** The geometry of a Conv or Gemm node, empty where oneDNN is not to be trusted. */
  public static Optional<Geometry> of(Node node, Parameter kernel) {
    return node.operator().equals("Gemm") ? ofLayer(node, kernel) : ofConvolution(node, kernel);
  }

  /** A linear layer is a convolution of images of one pixel. */
  private static Optional<Geometry> ofLayer(Node node, Parameter kernel) {
    Shape shape = kernel.shape();
    if (shape.rank() != 2
        || !kernel.elements().equals(ElementType.FLOAT32)
        || node.floatOr("alpha", 1) != 1
        || node.floatOr("beta", 1) != 1
        || node.intOr("transA", 0) != 0
        || node.intOr("transB", 0) != 1) {
      return Optional.empty();
    }
    List<Long> ones = List.of(1L, 1L);
    return Optional.of(
            new Geometry(
                List.of(shape.size(0), shape.size(1), 1L, 1L), ones, List.of(0L, 0L), ones, 1))
        .filter(Geometry::isProven);
  }

  private static Optional<Geometry> ofConvolution(Node node, Parameter kernel) {
    Shape shape = kernel.shape();
    List<Long> pads = node.intsOr("pads", List.of(0L, 0L, 0L, 0L));
    if (shape.rank() != 4
        || !kernel.elements().equals(ElementType.FLOAT32)
        || !node.stringOr("auto_pad", "NOTSET").equals("NOTSET")
        || pads.size() != 4
        || !pads.subList(0, 2).equals(pads.subList(2, 4))) {
      return Optional.empty();
    }
    List<Long> ones = List.of(1L, 1L);
    return Optional.of(
            new Geometry(
                Arrays.stream(shape.sizes()).boxed().toList(),
                node.intsOr("strides", ones),
                pads.subList(0, 2),
                node.intsOr("dilations", ones),
                node.intOr("group", 1)))
        .filter(Geometry::isProven);
  }

  private boolean isProven() {
    return stride.size() == 2
        && dilation.size() == 2
        && groups >= 1
        && weight.get(0) % groups == 0
        && channels() >= 2
        && isProven(0)
        && isProven(1);
  }

  private boolean isProven(int axis) {
    return isWithin(weight.get(2 + axis), 1, LARGEST_KERNEL)
        && isWithin(stride.get(axis), 1, LARGEST_STRIDE)
        && isWithin(dilation.get(axis), 1, LARGEST_DILATION)
        && isWithin(padding.get(axis), 0, dilation.get(axis) * (weight.get(2 + axis) - 1) / 2);
  }

  private static boolean isWithin(long number, long least, long most) {
    return number >= least && number <= most;
  }

  private long channels() {
    return weight.get(1) * groups;
  }

  /**
   * The sizes that images come to, rows where they were rows; empty where they do not fit the
   * kernel.
   *
   * @param images (N, C, H, W), or (N, C) for images of one pixel
   */
  public Optional<long[]> output(long[] images) {
    if (images[0] < 1 || images[1] != channels()) {
      return Optional.empty();
    }
    if (images.length == 2) {
      return Optional.of(new long[] {images[0], weight.get(0)});
    }
    long height = positions(0, images[2]);
    long width = positions(1, images[3]);
    return height < 1 || width < 1
        ? Optional.empty()
        : Optional.of(new long[] {images[0], weight.get(0), height, width});
  }

  /** Multiply-accumulates of an element of the result. */
  public double macs() {
    return (double) weight.get(1) * weight.get(2) * weight.get(3);
  }

  private long positions(int axis, long size) {
    long room = size + 2 * padding.get(axis) - dilation.get(axis) * (weight.get(2 + axis) - 1) - 1;
    return room < 0 ? 0 : room / stride.get(axis) + 1;
  }

  long[] strides() {
    return Numbers.array(stride);
  }

  long[] paddings() {
    return Numbers.array(padding);
  }

  long[] dilations() {
    return Numbers.array(dilation);
  }

  /** The sizes of the kernels as oneDNN counts them, groups before them where there are some. */
  long[] kernel() {
    long[] sizes = Numbers.array(weight);
    return groups == 1
        ? sizes
        : new long[] {groups, sizes[0] / groups, sizes[1], sizes[2], sizes[3]};
  }

  /** The places left out between those of the window, which oneDNN counts. */
  long[] gaps() {
    return dilation.stream().mapToLong(each -> each - 1).toArray();
  }

  /** Whether groups fall together with blocks of channels, or are single channels. */
  public boolean fitsBlocks() {
    long most = 16;
    boolean whole = weight.get(1) % most == 0 && weight.get(0) / groups % most == 0;
    return groups == 1 || whole || (groups == weight.get(0) && weight.get(1) == 1);
  }
}
