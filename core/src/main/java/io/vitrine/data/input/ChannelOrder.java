package io.vitrine.data.input;

/** In which order a network takes the colours of an image. */
public enum ChannelOrder {
  /** Red first: nearly all networks. */
  RGB,
  /** Blue first: networks from Caffe and OpenCV. */
  BGR
}
