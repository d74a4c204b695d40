package io.vitrine.formats.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vitrine.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays tensors out as a safetensors file. Source: safetensors' format description. */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * The file's bytes in pieces. Wider elements come first, so that each tensor is aligned to its
   * elements; otherwise the order is the map's. The header is padded so that the data begins at a
   * multiple of 8 bytes.
   *
   * @throws IllegalArgumentException where the format has no name for a tensor's element type
   */
  public static List<ByteBuffer> pieces(Map<String, Tensor> tensors, Map<String, String> metadata)
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
