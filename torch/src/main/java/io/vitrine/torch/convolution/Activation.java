package io.vitrine.torch.convolution;

import io.vitrine.torch.call.NativeOperator;
import io.vitrine.torch.call.NodeContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a fused convolution does to its sums.
 *
 * @param name what oneDNN calls it, {@code none} where it leaves them
 * @param numbers the bounds of a Clip
 */
public record Activation(String name, List<Double> numbers) {
  /** Leaves the sums. */
  public static final Activation NONE = new Activation("none", List.of());

  public Activation {
    numbers = List.copyOf(numbers);
  }

  /** The activation of a chain. */
  public static Activation of(Optional<NodeContext> node) {
    return node.flatMap(Activation::find).orElse(NONE);
  }

  /** The activation of a node, empty where it is none that can be fused. */
  public static Optional<Activation> find(NodeContext context) {
    return switch (context.node().qualifiedOperator()) {
      case "Relu" -> Optional.of(new Activation("relu", List.of()));
      case "Clip" -> clip(context);
      default -> Optional.empty();
    };
  }

  private static Optional<Activation> clip(NodeContext context) {
    OptionalDouble low = bound(context, 1, "min");
    OptionalDouble high = bound(context, 2, "max");
    boolean both = low.isPresent() && high.isPresent();
    return both && low.getAsDouble() <= high.getAsDouble()
        ? Optional.of(new Activation("hardtanh", List.of(low.getAsDouble(), high.getAsDouble())))
        : Optional.empty();
  }

  private static OptionalDouble bound(NodeContext context, int input, String attribute) {
    Optional<io.vitrine.model.Tensor> constant =
        context.constant(input).filter(tensor -> tensor.count() == 1);
    if (constant.isPresent()) {
      return OptionalDouble.of(constant.get().doubleAt(0));
    }
    return context.node().attribute(attribute).isPresent()
        ? OptionalDouble.of(context.node().floatOr(attribute, 0))
        : OptionalDouble.empty();
  }

  /** The largest magnitude that it makes of numbers up to a bound. */
  public double bound(double largest) {
    return numbers.stream().mapToDouble(Math::abs).max().orElse(largest);
  }

  public boolean isNone() {
    return name.equals("none");
  }

  /** The last arguments of a convolution that has this activation. */
  IValue[] arguments() {
    double[] bounds = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return new IValue[] {new IValue(name), NativeOperator.numbers(bounds), new IValue("")};
  }

  /** Overwrites a tensor, by libtorch's own functions. */
  public Tensor inPlace(Tensor sums) {
    return switch (name) {
      case "relu" -> torch.relu_(sums);
      case "hardtanh" ->
          torch.clamp_(sums, new ScalarOptional(scalar(0)), new ScalarOptional(scalar(1)));
      default -> sums;
    };
  }

  private Scalar scalar(int index) {
    return new Scalar(numbers.get(index));
  }
}
