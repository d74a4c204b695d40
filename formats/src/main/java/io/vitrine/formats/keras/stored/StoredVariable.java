package io.vitrine.formats.keras.stored;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A variable with its axes in another order and, after that, another shape of as many elements.
 *
 * @param name the parameter's
 * @param variable as the file holds it
 * @param order axis i of the result is axis order[i] of the variable; an axis may be missing where
 *     its size is 1
 * @param shape of the result
 */
public record StoredVariable(String name, Variable variable, List<Integer> order, Shape shape)
    implements StoredTensor {
  public StoredVariable {
    order = List.copyOf(order);
  }

  public static StoredVariable of(String name, Variable variable, int... order) {
    long[] sizes = variable.shape().sizes();
    Shape shape = Shape.of(Arrays.stream(order).mapToLong(axis -> sizes[axis]).toArray());
    return new StoredVariable(name, variable, Arrays.stream(order).boxed().toList(), shape);
  }

  /** A variable as the file holds it. */
  public static StoredVariable plain(String name, Variable variable) {
    return of(name, variable, IntStream.range(0, variable.shape().rank()).toArray());
  }

  public StoredVariable shaped(long... sizes) {
    return new StoredVariable(name, variable, order, Shape.of(sizes));
  }

  @Override
  public ElementType elements() {
    return variable.elements();
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    List<Long> sizes = Arrays.stream(variable.shape().sizes()).boxed().toList();
    List<Long> strides = TensorLayout.rowMajor(sizes);
    TensorLayout layout =
        new TensorLayout(
            elements(),
            order.stream().map(sizes::get).toList(),
            order.stream().map(strides::get).toList(),
            0,
            ByteOrder.LITTLE_ENDIAN);
    ByteBuffer bytes = variable.bytes();
    Tensor turned = layout.read((offset, length) -> bytes.slice((int) offset, (int) length));
    return Optional.of(Tensor.of(elements(), shape, turned.bytes()));
  }
}
