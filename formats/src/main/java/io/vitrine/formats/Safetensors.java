package io.vitrine.formats;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.Pieces;
import io.vitrine.formats.safetensors.SafetensorsReader;
import io.vitrine.formats.safetensors.SafetensorsWriter;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes safetensors files: named tensors without structure. Source: safetensors' format
 * description.
 */
public final class Safetensors {
  /** What libraries around PyTorch look for before they load a file. */
  private static final Map<String, String> PYTORCH = Map.of("format", "pt");

  private Safetensors() {}

  /**
   * Opens a safetensors file, whose bytes stay in the file. The network has the tensors as
   * parameters, in the header's order, and no nodes; the file's metadata is the network's.
   *
   * @throws ModelFormatException where the header or a range is not as the format demands; the
   *     message names the byte
   */
  public static OpenedModel read(Path path) throws IOException {
    return OpenedModel.of(SafetensorsReader.read(FileBytes.open(path)));
  }

  /**
   * Reads a safetensors file of up to 2 GiB into memory, so that it can be replaced while its
   * tensors are in use. Otherwise as {@link #read}.
   */
  public static OpenedModel load(Path path) throws IOException {
    return OpenedModel.of(SafetensorsReader.read(FileBytes.load(path)));
  }

  /**
   * Writes a network's weights under their own names, running statistics included, in the network's
   * order; constants belong to the structure and are left out. The file appears whole or not at
   * all.
   *
   * @throws IOException where weights cannot be read or the file cannot be written
   * @throws IllegalArgumentException where weights are missing
   */
  public static void write(Path path, Network network, Weights weights) throws IOException {
    write(path, tensors(network, weights), PYTORCH);
  }

  static Map<String, Tensor> tensors(Network network, Weights weights) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      network.parameters().stream()
          .filter(parameter -> parameter.constant().isEmpty())
          .map(Parameter::name)
          .forEach(name -> tensors.put(name, weights.require(name)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return tensors;
  }

  /**
   * Writes tensors; the file appears whole or not at all. Wider elements come first, so that each
   * tensor is aligned to its elements; otherwise the order is the map's. The same tensors give the
   * same bytes.
   */
  public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    Pieces.write(path, SafetensorsWriter.pieces(tensors, metadata));
  }
}
