package io.vitrine.formats.numpy;

import io.vitrine.formats.file.ByteSource;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Optional;

/** An array of numbers. */
record NumpyTensor(String name, TensorLayout layout, ByteSource data) implements StoredTensor {
  @Override
  public ElementType elements() {
    return layout.elements();
  }

  @Override
  public Shape shape() {
    return layout.shape();
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    return Optional.of(layout.read(data));
  }
}
