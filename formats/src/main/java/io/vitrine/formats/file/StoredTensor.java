package io.vitrine.formats.file;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Optional;

/** A tensor that a file holds; its numbers are read when {@link #tensor} is called. */
public interface StoredTensor {
  String name();

  ElementType elements();

  Shape shape();

  /** A note that the file has about it, or an empty text. */
  default String note() {
    return "";
  }

  /** Whether its bytes are in the file itself or in another one that is there. */
  default boolean isHere() {
    return true;
  }

  /** Whether its numbers are bytes of a file as they lie there, so that some can be read alone. */
  default boolean isView() {
    return false;
  }

  /** Where its bytes lie, the same for tensors on the same bytes; empty where that is not told. */
  default Optional<?> place() {
    return Optional.empty();
  }

  /** The numbers; empty for strings and for types of unknown width. */
  Optional<Tensor> tensor() throws IOException;
}
