package io.vitrine.view.diagram.plot;

import io.vitrine.view.diagram.Look;

/**
 * What a piece of a plot is, with PlotNeuralNet's usual sizes in its units, a fifth of a centimeter
 * each.
 *
 * @see <a href="https://github.com/HarisIqbal88/PlotNeuralNet">PlotNeuralNet</a>
 */
enum Kind {
  INPUT(Look.INPUT, Band.NONE, 0.6, 40, 40),
  CONV(Look.CONVOLUTION, Band.NONE, 1, 40, 40),
  CONV_RELU(Look.CONVOLUTION, Band.ACTIVATION, 2, 40, 40),
  POOL(Look.POOLING, Band.NONE, 1, 32, 32),
  UNPOOL(Look.UPSAMPLING, Band.NONE, 1, 32, 32),
  CONV_RES(Look.OTHER, Band.ACTIVATION, 6, 40, 40),
  FULLY_CONNECTED(Look.LINEAR, Band.NONE, 1.5, 3, 40),
  CONV_SOFTMAX(Look.SOFTMAX, Band.NONE, 1, 40, 40),
  SOFTMAX(Look.SOFTMAX, Band.NONE, 1.5, 3, 25),
  SUM(Look.MERGE, Band.NONE, 5, 5, 5);

  /** Whether an activation is drawn at the end of each sub-box. */
  enum Band {
    NONE,
    ACTIVATION
  }

  private final Look look;
  private final Band band;
  private final double width;
  private final double height;
  private final double depth;

  Kind(Look look, Band band, double width, double height, double depth) {
    this.look = look;
    this.band = band;
    this.width = width;
    this.height = height;
    this.depth = depth;
  }

  Look look() {
    return look;
  }

  boolean isBanded() {
    return band == Band.ACTIVATION;
  }

  /** The usual width of one sub-box. */
  double width() {
    return width;
  }

  double height() {
    return height;
  }

  double depth() {
    return depth;
  }
}
