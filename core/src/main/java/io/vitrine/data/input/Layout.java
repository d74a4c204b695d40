package io.vitrine.data.input;

/** Where a network has the channels of an image: N images, C channels, H rows, W columns. */
public enum Layout {
  /** Channels before rows, as PyTorch and ONNX have them. */
  NCHW,
  /** Channels last, as TensorFlow has them. */
  NHWC
}
