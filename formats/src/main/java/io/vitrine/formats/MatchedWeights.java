package io.vitrine.formats;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weights of a file under the names of a network and in its types. */
final class MatchedWeights implements Weights {
  private final Weights file;
  private final Map<String, String> stored;
  private final Map<String, Parameter> parameters;

  /**
   * Weights that were brought together.
   *
   * @param stored the name in the file by the parameter's
   */
  MatchedWeights(Network network, Weights file, Map<String, String> stored) {
    this.file = file;
    this.stored = stored;
    this.parameters = network.graph().parametersByName();
  }

  /** Whether numbers of one type can stand for those of another: floats for floats. */
  static boolean canBecome(ElementType found, ElementType expected) {
    return found.equals(expected) || (isReal(found) && isReal(expected));
  }

  private static boolean isReal(ElementType type) {
    return type.number() > 0
        && type.bits() >= 8
        && type.isFloat()
        && !type.name().startsWith("complex");
  }

  @Override
  public Set<String> names() {
    return stored.keySet();
  }

  @Override
  public Optional<Tensor> get(String name) {
    @Nullable String there = stored.get(name);
    @Nullable Parameter parameter = parameters.get(name);
    return there == null || parameter == null
        ? Optional.empty()
        : file.get(there).map(tensor -> converted(tensor, parameter.elements()));
  }

  private static Tensor converted(Tensor tensor, ElementType wanted) {
    if (tensor.elements().equals(wanted)) {
      return tensor;
    }
    if (wanted.equals(ElementType.FLOAT32)) {
      return Tensor.of(tensor.floats(), tensor.shape().sizes());
    }
    if (!wanted.equals(ElementType.FLOAT64)) {
      throw new IllegalArgumentException(
          "weights of type " + tensor.elements() + " are not converted to " + wanted);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(wanted.bytes(tensor.count())))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.count(); i++) {
      bytes.putDouble(tensor.doubleAt(i));
    }
    return Tensor.of(wanted, tensor.shape(), bytes.flip());
  }
}
