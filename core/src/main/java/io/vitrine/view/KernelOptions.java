package io.vitrine.view;

/**
 * How {@link Kernels} are drawn.
 *
 * @param content what of each filter is shown
 * @param scaling whether filters can be compared
 * @param coloring the colors of numbers; pictures in RGB have their own
 * @param order of the filters
 */
public record KernelOptions(Content content, Scaling scaling, Coloring coloring, Order order) {
  /** What of each filter is shown. */
  public sealed interface Content {
    /** The kernel on one input channel, counted from 0. */
    record Channel(int index) implements Content {}

    /** The mean over the input channels. */
    record Mean() implements Content {}

    /** The L2 norm over the input channels, 0 or more. */
    record Norm() implements Content {}

    /** Three input channels as red, green and blue. */
    record Rgb() implements Content {}

    static Content channel(int index) {
      return new Channel(index);
    }

    static Content mean() {
      return new Mean();
    }

    static Content norm() {
      return new Norm();
    }

    static Content rgb() {
      return new Rgb();
    }
  }

  /** Whether filters can be compared. */
  public enum Scaling {
    /** One scale for all. */
    SHARED,
    /** Each filter from its own smallest to its own largest number; their sizes are not shown. */
    PER_FILTER
  }

  /** The colors of numbers. */
  public enum Coloring {
    /** Blue, white at zero, red for signed numbers; viridis for what is never negative. */
    BY_SIGN,
    /** Black to white. */
    GRAY
  }

  /** The order of the filters. */
  public enum Order {
    INDEX,
    /** The largest L2 norm of the whole filter first. */
    NORM
  }

  /** Input channel 0, one diverging scale centered at zero, by index. */
  public static KernelOptions defaults() {
    return new KernelOptions(Content.channel(0), Scaling.SHARED, Coloring.BY_SIGN, Order.INDEX);
  }

  /** The article's: input channel 0, gray, each filter scaled on its own, by index. */
  public static KernelOptions article() {
    return new KernelOptions(Content.channel(0), Scaling.PER_FILTER, Coloring.GRAY, Order.INDEX);
  }

  public KernelOptions showing(Content chosen) {
    return new KernelOptions(chosen, scaling, coloring, order);
  }

  public KernelOptions scaled(Scaling chosen) {
    return new KernelOptions(content, chosen, coloring, order);
  }

  public KernelOptions colored(Coloring chosen) {
    return new KernelOptions(content, scaling, chosen, order);
  }

  public KernelOptions by(Order chosen) {
    return new KernelOptions(content, scaling, coloring, chosen);
  }
}
