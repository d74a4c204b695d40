package io.vitrine.torch;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's default initial weights.
 *
 * <p>Convolutions and linear layers draw weights and biases uniformly from -b to b with b = 1 /
 * sqrt(fan in) (Kaiming uniform with a = sqrt 5), normalisations begin at 1 and 0, embeddings are
 * standard normal. Drawn in network order from a seeded stream, they are the numbers that PyTorch
 * gives the same layers after {@code manual_seed}.
 */
final class InitialWeights {
  private final Network network;

  InitialWeights(Network network) {
    this.network = network;
  }

  /** The first weights of a parameter: 32-bit floats of its shape, contiguous. */
  Tensor of(ParameterTable.Entry entry) {
    Parameter parameter = entry.parameter();
    long[] sizes = parameter.shape().sizes();
    if (entry.users().isEmpty()) {
      return torch.zeros(sizes);
    }
    Node user = entry.users().get(0);
    int position = user.inputs().indexOf(parameter.name());
    return switch (user.operator()) {
      case "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization" ->
          position == 1 || position == 4 ? torch.ones(sizes) : torch.zeros(sizes);
      case "PRelu" -> torch.full(sizes, new Scalar(0.25));
      case "Gather" -> torch.randn(sizes);
      case "Mul", "Div" -> torch.ones(sizes);
      case "Sub" -> torch.zeros(sizes);
      case "Add", "Sum" -> added(user, sizes);
      case "LSTM", "GRU", "RNN" -> uniform(sizes, user.intOr("hidden_size", 1));
      default -> fanIn(user).map(fan -> uniform(sizes, fan)).orElseGet(() -> torch.zeros(sizes));
    };
  }

  /** A term added to a product by a weight is that layer's bias. */
  private Tensor added(Node node, long[] sizes) {
    return node.inputs().stream()
        .flatMap(input -> network.graph().producer(input).stream())
        .flatMap(product -> fanIn(product).stream())
        .findFirst()
        .map(fan -> uniform(sizes, fan))
        .orElseGet(() -> torch.zeros(sizes));
  }

  /** The inputs of each of a layer's outputs, as PyTorch counts them; empty without a weight. */
  private Optional<Long> fanIn(Node node) {
    Optional<Shape> weight = node.input(1).flatMap(network::parameter).map(Parameter::shape);
    return weight
        .filter(shape -> shape.rank() >= 2)
        .map(
            shape ->
                switch (node.operator()) {
                  case "Gemm" -> shape.size(node.intOr("transB", 0) == 0 ? 0 : 1);
                  case "MatMul" -> shape.size(-2);
                  default -> product(shape);
                });
  }

  private static long product(Shape shape) {
    List<Long> sizes = java.util.Arrays.stream(shape.sizes()).boxed().toList();
    return sizes.stream().skip(1).reduce(1L, Math::multiplyExact);
  }

  /** Bound 1 / sqrt(fan in), rounded as PyTorch's kaiming_uniform_ rounds it. */
  private static Tensor uniform(long[] sizes, long fanIn) {
    double gain = Math.sqrt(2.0 / (1 + 5));
    double bound = Math.sqrt(3.0) * (gain / Math.sqrt((double) fanIn));
    return torch.empty(sizes).uniform_(-bound, bound, new GeneratorOptional());
  }
}
