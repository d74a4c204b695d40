package io.vitrine.formats.pytorch;

import io.vitrine.model.ModelFormatException;
import java.nio.ByteOrder;

/** The storages of a file. */
interface Storages {
  /**
   * The bytes of a storage.
   *
   * @throws ModelFormatException where they are not there, or not as many as it has elements
   */
  Storage find(StorageReference reference) throws ModelFormatException;

  /** The order of the bytes in an element. */
  ByteOrder order();

  /** An error at a byte of the pickle. */
  ModelFormatException fault(long position, String message);
}
