package io.vitrine.formats.safetensors;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A tensor in a safetensors file.
 *
 * @param start position of its first byte in the file
 * @param range begin and end in the file's data
 */
record SafetensorsTensor(
    String name, ElementType elements, Shape shape, FileBytes file, long start, List<Long> range)
    implements StoredTensor {
  SafetensorsTensor {
    range = List.copyOf(range);
  }

  long bytes() {
    return elements.bytes(shape.elements().orElseThrow());
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    return Optional.of(Tensor.of(elements, shape, file.slice(start, bytes())));
  }
}
