package io.vitrine.view.diagram;

/**
 * How large blocks are drawn, from channels and height and width of maps; in units of a fifth of a
 * centimeter as PlotNeuralNet has them.
 *
 * @param scale how sizes in pixels become lengths
 * @param longest the length of the longest side of all, 10 or more
 * @param shortest no side is shorter
 */
public record Proportions(Scale scale, double longest, double shortest) {
  private static final double DEPTH_OF_ONE_UNIT = 1.4;

  /** How sizes in pixels become lengths. */
  public enum Scale {
    /** True to scale. */
    LINEAR,
    /** Areas rather than sides are compared; small maps stay visible. */
    SQRT,
    /** Equal steps for equal ratios. */
    LOG;

    double of(double size) {
      return switch (this) {
        case LINEAR -> size;
        case SQRT -> Math.sqrt(size);
        case LOG -> Math.log1p(size);
      };
    }
  }

  public Proportions {
    if (!(longest >= 10 && shortest > 0 && shortest <= longest)) {
      throw new IllegalArgumentException(
          "sides from " + shortest + " to " + longest + "; the longest is 10 or more");
    }
  }

  public static Proportions defaults() {
    return new Proportions(Scale.SQRT, 40, 2.5);
  }

  public Proportions with(Scale chosen) {
    return new Proportions(chosen, longest, shortest);
  }

  /** With no side longer than one. */
  public Proportions atMost(double side) {
    return new Proportions(scale, Math.min(longest, side), Math.min(shortest, side));
  }

  /** The length of a side of {@code size} pixels where the largest of all has {@code most}. */
  public double side(long size, long most) {
    if (size < 1 || most < 1) {
      return longest / 2;
    }
    return Math.max(
        shortest, longest * Math.min(1, scale.of((double) size) / scale.of((double) most)));
  }

  /** How deep a vector is drawn: as the root of its units, within bounds. */
  public double depth(long units) {
    double depth = units < 1 ? longest / 4 : DEPTH_OF_ONE_UNIT * Math.sqrt((double) units);
    return Math.max(1.6 * shortest, Math.min(1.2 * longest, depth));
  }

  /** How high the features of a sequence's elements are drawn: as their root, within bounds. */
  public double features(long features) {
    double height = features < 1 ? longest / 4 : 0.7 * Math.sqrt((double) features);
    return Math.max(2 * shortest, Math.min(longest / 2, height));
  }

  /** How wide a part is drawn: by the logarithm of its channels, as long as it is a map. */
  public double width(Look look, Extent extent) {
    double channels = (double) Math.max(1, extent.channels());
    double byChannels = 1 + 0.36 * log2(Math.min(channels, 1e6));
    return switch (look) {
      case CONVOLUTION, UPSAMPLING, OTHER, BRANCH -> byChannels;
      case MODULE -> 1.6 * byChannels;
      case RECURRENT, ATTENTION -> 5;
      case EMBEDDING -> 2.4;
      case GATE -> 1.6;
      case POOLING, NORMALIZATION -> 1;
      case LINEAR -> extent.form() == Extent.Form.VECTOR ? 1.6 : 2.8;
      case SOFTMAX -> 1.6;
      case INPUT, MERGE -> 0.6;
    };
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
