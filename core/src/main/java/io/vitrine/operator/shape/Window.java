package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.size.Size;
import io.vitrine.operator.size.Sizes;
import java.util.ArrayList;
import java.util.List;

/**
 * A sliding window along one spatial axis of a convolution or pool.
 *
 * <p>The output's size is {@code floor((size + begin + end - dilation (kernel - 1) - 1) / stride) +
 * 1} (ONNX, Conv and MaxPool), rounded up for {@code ceil_mode}, or {@code ceil(size / stride)} for
 * {@code auto_pad} SAME.
 */
public record Window(
    long kernel, long stride, long dilation, long begin, long end, String autoPad, boolean ceil) {
  /** The windows of a node, one for each spatial axis. */
  public static List<Window> of(Node node, List<Long> kernel) {
    int axes = kernel.size();
    List<Long> ones = java.util.Collections.nCopies(axes, 1L);
    List<Long> strides = node.intsOr("strides", ones);
    List<Long> dilations = node.intsOr("dilations", ones);
    List<Long> pads = node.intsOr("pads", java.util.Collections.nCopies(2 * axes, 0L));
    if (strides.size() != axes || dilations.size() != axes || pads.size() != 2 * axes) {
      throw new IllegalArgumentException(
          "node "
              + node.name()
              + ": strides "
              + strides
              + ", dilations "
              + dilations
              + " and pads "
              + pads
              + " do not fit a kernel of "
              + kernel);
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      windows.add(
          new Window(
              kernel.get(i),
              strides.get(i),
              dilations.get(i),
              pads.get(i),
              pads.get(axes + i),
              node.stringOr("auto_pad", "NOTSET"),
              node.intOr("ceil_mode", 0) == 1));
    }
    return windows;
  }

  public Window {
    if (kernel < 1 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "kernel "
              + kernel
              + ", stride "
              + stride
              + " and dilation "
              + dilation
              + " must be 1 or more");
    }
  }

  private boolean isSame() {
    return autoPad.startsWith("SAME");
  }

  private long padding() {
    return autoPad.equals("VALID") ? 0 : begin + end;
  }

  private long reach() {
    return dilation * (kernel - 1) + 1;
  }

  /** The output's size along this axis. */
  public Dim slide(Dim input) {
    if (stride == 1 && (isSame() || padding() == reach() - 1)) {
      return input;
    }
    if (!(input instanceof Dim.Known known)) {
      boolean mayDrop = ceil && !isSame() && end + stride > reach();
      return mayDrop ? Dim.unknown() : Sizes.map(input, this::slide);
    }
    long size = known.size();
    if (isSame()) {
      return Dim.of((size + stride - 1) / stride);
    }
    long room = size + padding() - reach();
    if (room < 0) {
      throw new IllegalArgumentException(
          "the window of "
              + reach()
              + " is larger than the input of "
              + size
              + " with its padding of "
              + padding());
    }
    return Dim.of(ceil ? ceilSteps(size, room) + 1 : room / stride + 1);
  }

  /** The formula for a size that is known by name; no window starts beyond the input. */
  private Size slide(Size size) {
    Size room = size.plus(padding() - reach());
    return isSame()
        ? size.ceilOver(stride)
        : (ceil ? room.ceilOver(stride) : room.floorOver(stride)).plus(1);
  }

  /**
   * Rounded up, but no window may start beyond the input and its left padding (as PyTorch and ONNX
   * have it).
   */
  private long ceilSteps(long size, long room) {
    long steps = (room + stride - 1) / stride;
    return steps * stride >= size + begin ? steps - 1 : steps;
  }

  /** The output's size of a transposed convolution. */
  public Dim unslide(Dim input, long outputPadding) {
    long added = isSame() ? 0 : outputPadding + reach() - padding() - stride;
    return input instanceof Dim.Known known
        ? Dim.of(stride * known.size() + added)
        : Sizes.map(input, size -> size.times(stride).plus(added));
  }

  /** The formula with its numbers: {@code (32 - 3 + 2*1)/1 + 1 = 32}. */
  public String formula(long size) {
    if (isSame()) {
      return "ceil(" + size + "/" + stride + ") = " + slide(Dim.of(size));
    }
    String window =
        dilation == 1 ? Long.toString(kernel) : "(" + dilation + "*(" + kernel + " - 1) + 1)";
    String pad =
        begin == end || autoPad.equals("VALID") ? "2*" + padding() / 2 : begin + " + " + end;
    String quotient = "(" + size + " - " + window + " + " + pad + ")/" + stride;
    boolean exact = (size + padding() - reach()) % stride == 0;
    String rounded = exact ? quotient : (ceil ? "ceil(" : "floor(") + quotient + ")";
    return rounded + " + 1 = " + slide(Dim.of(size));
  }

  /** The sizes of a shape's axes behind the first two, -1 where one is not known. */
  public static List<Long> spatial(Shape shape) {
    return shape.dims().stream().skip(2).map(dim -> dim.sizeOr(-1)).toList();
  }

  /** The shape of all windows' places, behind the batch and the channels given. */
  public static Shape slideAll(Shape input, Dim channels, List<Window> windows) {
    List<Dim> dims = new ArrayList<>(List.of(input.dim(0), channels));
    for (int i = 0; i < windows.size(); i++) {
      dims.add(windows.get(i).slide(input.dim(2 + i)));
    }
    return new Shape(dims);
  }
}
