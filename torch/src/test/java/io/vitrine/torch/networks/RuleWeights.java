package io.vitrine.torch.networks;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weights that follow from the names and shapes of tensors, the same as record_networks.py gives
 * them to PyTorch: element i of the tensor n is {@code low + (high - low) u} with {@code u = (h >>>
 * 8) / 2^24}, {@code h = mix(seed + (i + 1) 0x9E3779B9)}, seed = FNV-1a of n's UTF-8 bytes and the
 * finaliser of MurmurHash3 for mix.
 */
final class RuleWeights {
  private RuleWeights() {}

  /** The numbers of a network's float parameters by the rule; all others are the file's. */
  static Weights of(Network network, Weights file) {
    Set<String> ruled =
        network.parameters().stream()
            .filter(p -> p.constant().isEmpty() && p.elements().equals(ElementType.FLOAT32))
            .map(Parameter::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Weights() {
      @Override
      public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(file.names());
        names.addAll(ruled);
        return names;
      }

      @Override
      public Optional<Tensor> get(String name) {
        return ruled.contains(name)
            ? Optional.of(named(name, network.graph().parameter(name).orElseThrow().shape()))
            : file.get(name);
      }
    };
  }

  /** A tensor of a name that may say what it is made of, see {@link FoldedNorm}. */
  private static Tensor named(String name, Shape shape) {
    if (name.endsWith("^T")) {
      long[] sizes = shape.sizes();
      String whole = name.substring(0, name.length() - "^T".length());
      return transposed(tensor(whole, Shape.of(sizes[1], sizes[0])));
    }
    return FoldedNorm.in(name)
        .map(folded -> folded.tensor(shape))
        .orElseGet(() -> tensor(name, shape));
  }

  private static Tensor transposed(Tensor matrix) {
    int rows = (int) matrix.shape().sizes()[0];
    int columns = (int) matrix.shape().sizes()[1];
    float[] turned = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = matrix.floatAt(i * columns + j);
      }
    }
    return Tensor.of(turned, columns, rows);
  }

  /** A tensor of the rule. */
  static Tensor tensor(String name, Shape shape) {
    long[] sizes = shape.sizes();
    double fanIn = 1;
    for (int i = 1; i < sizes.length; i++) {
      fanIn *= sizes[i];
    }
    if (sizes.length >= 2) {
      double bound = Math.sqrt(6 / fanIn);
      return uniform(name, -bound, bound, sizes);
    }
    return name.endsWith("weight") || name.endsWith("running_var")
        ? uniform(name, 0.5, 1.5, sizes)
        : uniform(name, -0.25, 0.25, sizes);
  }

  /** Numbers in [low, high) that follow from a name. */
  static Tensor uniform(String name, double low, double high, long... sizes) {
    Shape shape = Shape.of(sizes);
    int count = Math.toIntExact(shape.elements().orElseThrow());
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    int counter = seed(name);
    for (int i = 0; i < count; i++) {
      counter += 0x9E3779B9;
      double u = (mix(counter) >>> 8) * 0x1p-24;
      bytes.putFloat((float) (low + (high - low) * u));
    }
    return Tensor.of(ElementType.FLOAT32, shape, bytes.flip());
  }

  private static int seed(String name) {
    int hash = 0x811C9DC5;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x01000193;
    }
    return hash;
  }

  private static int mix(int h) {
    int a = (h ^ (h >>> 16)) * 0x85EBCA6B;
    int b = (a ^ (a >>> 13)) * 0xC2B2AE35;
    return b ^ (b >>> 16);
  }
}
