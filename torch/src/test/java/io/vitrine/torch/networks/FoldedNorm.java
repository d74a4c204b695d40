package io.vitrine.torch.networks;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution's weight or bias with a batch norm folded into it: W s and b + (b' - m) s with s =
 * scale / sqrt(variance + epsilon), the convolution's own bias b' and the norm's mean m and shift
 * b.
 *
 * @param convolution the path of the convolution
 * @param ownBias whether the convolution has a bias
 * @param norm the path of the batch norm
 * @param part {@code weight} or {@code bias}
 */
record FoldedNorm(String convolution, boolean ownBias, String norm, double epsilon, String part) {
  private static final Pattern NAME =
      Pattern.compile("([^*]+)(\\*?)\\+(.+)@([0-9.e-]+)\\.(weight|bias)");

  /**
   * What a name like {@code conv1+bn1@1e-05.weight} or {@code 0*+1@1e-05.bias} says, empty for any
   * other.
   */
  static Optional<FoldedNorm> in(String name) {
    Matcher found = NAME.matcher(name);
    return found.matches()
        ? Optional.of(
            new FoldedNorm(
                found.group(1),
                !found.group(2).isEmpty(),
                found.group(3),
                Double.parseDouble(found.group(4)),
                found.group(5)))
        : Optional.empty();
  }

  /** The folded numbers. */
  Tensor tensor(Shape shape) {
    int channels = (int) shape.sizes()[0];
    return part.equals("bias") ? bias(channels) : weight(shape, channels);
  }

  private float[] scales(int channels) {
    Tensor scale = of(norm + ".weight", channels);
    Tensor variance = of(norm + ".running_var", channels);
    float[] scales = new float[channels];
    for (int i = 0; i < channels; i++) {
      scales[i] = (float) (scale.floatAt(i) / Math.sqrt(variance.floatAt(i) + epsilon));
    }
    return scales;
  }

  private static Tensor of(String name, long... sizes) {
    return RuleWeights.tensor(name, Shape.of(sizes));
  }

  private Tensor weight(Shape shape, int channels) {
    float[] scales = scales(channels);
    float[] numbers = RuleWeights.tensor(convolution + ".weight", shape).floats();
    int each = numbers.length / channels;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= scales[i / each];
    }
    return Tensor.of(numbers, shape.sizes());
  }

  private Tensor bias(int channels) {
    float[] scales = scales(channels);
    Tensor shift = of(norm + ".bias", channels);
    Tensor mean = of(norm + ".running_mean", channels);
    float[] own = ownBias ? of(convolution + ".bias", channels).floats() : new float[channels];
    float[] bias = new float[channels];
    for (int i = 0; i < channels; i++) {
      bias[i] = shift.floatAt(i) + (own[i] - mean.floatAt(i)) * scales[i];
    }
    return Tensor.of(bias, channels);
  }
}
