package io.vitrine.formats.keras.stored;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Numbers of a layer as its file holds them. */
public interface Variable {
  ElementType elements();

  Shape shape();

  /** The numbers, row-major and little-endian. */
  ByteBuffer bytes() throws IOException;
}
