package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.ENTRY_KEY;
import static io.vitrine.formats.onnx.OnnxFields.ENTRY_VALUE;

import io.vitrine.model.ModelFormatException;
import java.util.Map;

/** Pairs of texts. Source: ONNX's StringStringEntryProto. */
final class OnnxEntries {
  private OnnxEntries() {}

  /** Reads one pair into a map. */
  static void read(ProtoReader in, Map<String, String> into) throws ModelFormatException {
    String key = "";
    String value = "";
    while (in.next()) {
      switch (in.field()) {
        case ENTRY_KEY -> key = in.text();
        case ENTRY_VALUE -> value = in.text();
        default -> in.skip();
      }
    }
    into.put(key, value);
  }

  /** Writes each pair as one message, in the map's order. */
  static void write(OnnxMessage out, int field, Map<String, String> pairs) {
    pairs.forEach(
        (key, value) ->
            out.message(field, new OnnxMessage().text(ENTRY_KEY, key).text(ENTRY_VALUE, value)));
  }
}
