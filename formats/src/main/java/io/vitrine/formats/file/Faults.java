package io.vitrine.formats.file;

import io.vitrine.model.ModelFormatException;

/** Makes the error for a byte of something that lies in a file. */
@FunctionalInterface
public interface Faults {
  /** An error that names the file and the byte in it. */
  ModelFormatException at(long offset, String message);
}
