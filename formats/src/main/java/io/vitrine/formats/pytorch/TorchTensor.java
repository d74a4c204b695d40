package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Optional;

/** A tensor that is a view of a storage. */
record TorchTensor(String name, TensorLayout layout, Storage storage) implements StoredTensor {
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
    try {
      return Optional.of(layout.read(storage.source()));
    } catch (ModelFormatException e) {
      throw new ModelFormatException(name + ": " + e.getMessage(), e);
    }
  }
}
