package io.vitrine.formats.file;

import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Optional;

/**
 * A tensor that a file holds in a way that is not read: its name, type and shape are known, and
 * asking for its numbers says why there are none.
 */
public record UnreadTensor(String name, ElementType elements, Shape shape, String reason)
    implements StoredTensor {

  /** An element type that has a name but no number of ONNX's. */
  public static ElementType type(String name, int bits) {
    return new ElementType(0, name, bits);
  }

  @Override
  public String note() {
    return reason;
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    throw new ModelFormatException(name + ": " + reason);
  }
}
