package io.vitrine.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes safetensors files: named tensors without structure. Source: safetensors' format
 * description.
 */
public final class Safetensors {
  private static final int ALIGNMENT = 8;

  /** What libraries around PyTorch look for before they load a file. */
  private static final Map<String, String> PYTORCH = Map.of("format", "pt");

  private Safetensors() {}

  /**
   * Opens a safetensors file. The network has the tensors as parameters, in the header's order, and
   * no nodes; the file's metadata is the network's.
   *
   * @throws ModelFormatException where the header or a range is not as the format demands; the
   *     message names the byte
   */
  public static OpenedModel read(Path path) throws IOException {
    return read(FileBytes.open(path));
  }

  static OpenedModel read(FileBytes file) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(file);
    return model(file.stem(), header.tensors(), header.metadata());
  }

  /** Tensors as a network without nodes. */
  static OpenedModel model(
      String name, Map<String, SafetensorsTensor> tensors, Map<String, String> metadata) {
    List<Parameter> parameters =
        tensors.entrySet().stream()
            .map(e -> Parameter.of(e.getKey(), e.getValue().elements(), e.getValue().shape()))
            .toList();
    Graph graph = new Graph(List.of(), List.of(), List.of(), parameters, List.of());
    return new OpenedModel(
        new Network(name, graph, Map.of(), Map.of(), metadata), new StoredWeights(tensors));
  }

  /**
   * Writes a network's weights under their own names, running statistics included, in the network's
   * order; constants belong to the structure and are left out.
   *
   * @throws IllegalArgumentException where weights are missing
   */
  public static void write(Path path, Network network, Weights weights) throws IOException {
    AtomicFile.write(path, pieces(network, weights));
  }

  static List<ByteBuffer> pieces(Network network, Weights weights) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      network.parameters().stream()
          .filter(parameter -> parameter.constant().isEmpty())
          .map(Parameter::name)
          .forEach(name -> tensors.put(name, weights.require(name)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return pieces(tensors, PYTORCH);
  }

  /**
   * Writes tensors; the file appears whole or not at all. Wider elements come first, so that each
   * tensor is aligned to its elements; otherwise the order is the map's. The same tensors give the
   * same bytes.
   */
  public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    AtomicFile.write(path, pieces(tensors, metadata));
  }

  static List<ByteBuffer> pieces(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
    order.sort(Comparator.comparingInt(e -> -e.getValue().elements().bits()));
    byte[] header = header(order, metadata);
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(padded).put(header);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    List<ByteBuffer> pieces = new ArrayList<>();
    pieces.add(start.flip());
    order.forEach(entry -> pieces.add(entry.getValue().bytes()));
    return pieces;
  }

  private static byte[] header(List<Map.Entry<String, Tensor>> order, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Tensor> entry : order) {
        Tensor tensor = entry.getValue();
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", SafetensorsType.of(tensor.elements()).name());
        json.writeFieldName("shape");
        long[] sizes = tensor.shape().sizes();
        json.writeArray(sizes, 0, sizes.length);
        json.writeFieldName("data_offsets");
        long end = offset + tensor.bytes().remaining();
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
