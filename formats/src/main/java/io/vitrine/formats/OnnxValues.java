package io.vitrine.formats;

import io.vitrine.engine.trace.Datum;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.onnx.OnnxValue;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that hold one value each: the inputs and outputs beside an ONNX model. */
public final class OnnxValues {
  private OnnxValues() {}

  /**
   * Reads a value from a {@code .pb} file.
   *
   * @param type what the model declares it to be; the file itself does not say
   * @throws ModelFormatException where the file holds no such value
   */
  public static Datum read(Path path, ValueType type) throws IOException {
    if (Files.size(path) == 0) {
      if (type instanceof ValueType.OfSequence) {
        return new Datum.OfSequence(java.util.List.of());
      } else if (type instanceof ValueType.OfOptional) {
        return new Datum.Absent();
      }
    }
    return OnnxValue.read(FileBytes.open(path), type);
  }
}
