package io.vitrine.formats.keras.stored;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Optional;

/** A tensor of 32-bit floats that is put together from variables when it is asked for. */
public record ComputedTensor(String name, Shape shape, Numbers numbers) implements StoredTensor {
  /** Puts the numbers together, row-major. */
  @FunctionalInterface
  public interface Numbers {
    float[] all() throws IOException;
  }

  @Override
  public ElementType elements() {
    return ElementType.FLOAT32;
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    return Optional.of(Tensor.of(numbers.all(), shape.sizes()));
  }

  /** The numbers of a variable as floats, row-major. */
  public static float[] floats(Variable variable) throws IOException {
    return Tensor.of(variable.elements(), variable.shape(), variable.bytes()).floats();
  }
}
