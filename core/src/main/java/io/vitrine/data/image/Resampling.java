package io.vitrine.data.image;

/**
 * How an image is brought to another size: both are bilinear with pixel centres at half steps
 * (PyTorch's {@code align_corners = false}); they differ in antialiasing and in rounding.
 */
public enum Resampling {
  /**
   * Pillow's bilinear, which torchvision applies to image files: a triangle filter as wide as the
   * shrinking factor (antialiased), horizontal pass then vertical pass, each rounded to a byte.
   * Bytes stay bytes and equal Pillow's to the grey level; floats stay floats, unrounded.
   */
  PILLOW,
  /**
   * A tensor's bilinear, {@code torch.nn.functional.interpolate} without antialiasing: every output
   * mixes four neighbours, so shrinking skips pixels. Bytes become floats in 0..1 (value / 255)
   * before they are mixed; nothing is rounded.
   */
  TENSOR
}
