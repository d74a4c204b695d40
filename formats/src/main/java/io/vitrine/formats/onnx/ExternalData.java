package io.vitrine.formats.onnx;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a model that hold its larger tensors.
 *
 * <p>A location is a relative path that stays in the model's folder; links there are followed,
 * since model caches are made of them. Source: ONNX's ExternalData document.
 */
final class ExternalData {
  private final FileBytes model;
  private final Map<Path, FileBytes> open = new LinkedHashMap<>();

  ExternalData(FileBytes model) {
    this.model = model;
  }

  /**
   * Checks where a tensor's bytes are said to be. A file that is not there is no error yet: the
   * structure can be shown without it.
   */
  void check(String tensor, Map<String, String> entry, long bytes) throws IOException {
    if (Files.exists(path(tensor, entry))) {
      bytes(tensor, entry, bytes);
    }
  }

  /** Whether the file that holds a tensor is there. */
  boolean isThere(String tensor, Map<String, String> entry) {
    try {
      return Files.exists(path(tensor, entry));
    } catch (ModelFormatException e) {
      return false;
    }
  }

  /** What an entry says of the place of a tensor's bytes, the same for the same place. */
  static List<String> place(Map<String, String> entry) {
    return List.of(entry.getOrDefault("location", ""), entry.getOrDefault("offset", "0"));
  }

  /** A view of a tensor's bytes. */
  synchronized ByteBuffer bytes(String tensor, Map<String, String> entry, long bytes)
      throws IOException {
    Path path = path(tensor, entry);
    if (!Files.exists(path)) {
      throw new ModelFormatException(
          "the weights of "
              + model.name()
              + " lie in "
              + path
              + ", which is not there; put that file beside the model");
    }
    @Nullable FileBytes file = open.get(path);
    if (file == null) {
      file = FileBytes.open(path);
      open.put(path, file);
    }
    long offset = number(tensor, entry, "offset", 0);
    long length = number(tensor, entry, "length", bytes);
    if (length != bytes) {
      throw file.fault(
          offset,
          "expected " + bytes + " bytes of tensor '" + tensor + "', found a length of " + length);
    }
    if (offset < 0 || offset > file.size() - length) {
      throw file.fault(
          offset,
          "expected "
              + length
              + " bytes of tensor '"
              + tensor
              + "' of "
              + model.name()
              + " from here, but this file has "
              + file.size()
              + " in all; it is cut off, or of another model");
    }
    return file.slice(offset, length);
  }

  private Path path(String tensor, Map<String, String> entry) throws ModelFormatException {
    return model.beside(entry.getOrDefault("location", ""), "tensor '" + tensor + "'");
  }

  private long number(String tensor, Map<String, String> entry, String key, long otherwise)
      throws ModelFormatException {
    @Nullable String text = entry.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ModelFormatException(
          model.name()
              + ", tensor '"
              + tensor
              + "': expected a number as "
              + key
              + " of external data, found '"
              + text
              + "'",
          e);
    }
  }
}
