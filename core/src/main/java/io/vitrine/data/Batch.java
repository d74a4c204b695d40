package io.vitrine.data;

import io.vitrine.model.Tensor;

/**
 * A few images made ready for an engine, with their labels.
 *
 * @param index the batch's place in its epoch, from 0
 * @param images {@code (N, C, H, W)}, float32, preprocessed, on a direct buffer
 * @param labels {@code (N)}, int64, from 0 to the number of classes less one, on a direct buffer
 */
public record Batch(int index, Tensor images, Tensor labels) {
  public Batch {
    if (images.shape().size(0) != labels.count()) {
      throw new IllegalArgumentException(
          "one label for each image, found " + images.shape() + " and " + labels.shape());
    }
  }

  /** The number of images, N. */
  public int size() {
    return labels.count();
  }
}
