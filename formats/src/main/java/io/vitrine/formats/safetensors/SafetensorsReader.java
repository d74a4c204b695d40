package io.vitrine.formats.safetensors;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.Map;

/** Reads safetensors files and indexes of several as networks of parameters without nodes. */
public final class SafetensorsReader {
  private static final int FIRST_OF_HEADER = 8;

  private SafetensorsReader() {}

  /** Whether a file begins as a safetensors file does: a length below 2^48, then a brace. */
  public static boolean fits(FileBytes file) throws IOException {
    byte[] head = file.head(FIRST_OF_HEADER + 1);
    return head.length > FIRST_OF_HEADER
        && head[FIRST_OF_HEADER] == '{'
        && head[7] == 0
        && head[6] == 0;
  }

  /**
   * Reads a file. The parameters come in the header's order.
   *
   * @throws ModelFormatException where the header or a range is not as the format demands
   */
  public static StoredModel read(FileBytes file) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(file);
    return model(file.stem(), header.tensors(), header.metadata());
  }

  /**
   * Reads the files that an index names, in the index's order.
   *
   * @throws ModelFormatException where the index is no such JSON, names a file outside its folder
   *     or one that is not there, or a tensor is not where it says
   */
  public static StoredModel readIndex(FileBytes index) throws IOException {
    return SafetensorsIndex.read(index);
  }

  static StoredModel model(
      String name, Map<String, SafetensorsTensor> tensors, Map<String, String> metadata) {
    return StoredWeights.model(name, tensors, Map.of(), metadata);
  }
}
